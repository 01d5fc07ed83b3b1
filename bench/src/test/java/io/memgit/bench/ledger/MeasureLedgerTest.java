package io.memgit.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.bench.report.MeasureFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureLedgerTest {

    @TempDir
    Path folder;

    @Test
    void latencyAndRateAreMeasuredBesideThoseOfABareSync() throws IOException, InterruptedException {
        MeasureFile measures = new MeasureFile(folder.resolve("measures"));
        MeasureLedger.measure(folder.resolve("disk"), 5, 2, measures);
        assertThat(measures.read()).hasSize(2).allSatisfy(measure -> {
            assertThat(measure.value()).isPositive();
            assertThat(measure.peerValue()).isPositive();
        });
    }
}
