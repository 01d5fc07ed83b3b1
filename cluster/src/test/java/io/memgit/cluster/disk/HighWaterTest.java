package io.memgit.cluster.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.file.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterTest {

    private static final Synced FILES = new Synced(Disk.local());

    private static final long LAST = 300;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void create() throws IOException {
        file = folder.resolve("synced");
        HighWater.create(file, FILES);
    }

    private long read() throws IOException {
        try (HighWater opened = HighWater.open(file, FILES)) {
            return opened.index();
        }
    }

    private void raiseTo(long last) throws IOException {
        try (HighWater mark = HighWater.open(file, FILES)) {
            for (long index = 0; index <= last; index++)
                mark.raise(index);
            mark.raise(7);
            assertThat(mark.index()).isEqualTo(last);
        }
    }

    @Test
    void whatWasRaisedIsThereAndNothingLowersIt() throws IOException {
        assertThat(read()).isEqualTo(HighWater.NONE);
        raiseTo(LAST);
        assertThat(read()).isEqualTo(LAST);
        raiseTo(LAST + 1);
        assertThat(read()).isEqualTo(LAST + 1);
    }

    @Test
    void aFlippedBitIsRefusedOrCostsOneStepAndNeverGoesAhead() throws IOException {
        raiseTo(LAST);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file, flipped);
            try {
                assertThat(read()).as("bit %s", bit).isIn(LAST, LAST - 1);
            } catch (DataDamagedException e) {
                assertThat(e.file()).isEqualTo(file);
            }
        }
    }

    @Test
    void aTornRecordLeavesTheOneBefore() throws IOException {
        raiseTo(LAST);
        byte[] before = Files.readAllBytes(file);
        raiseTo(LAST + 1);
        byte[] after = Files.readAllBytes(file);
        for (int torn = 0; torn <= before.length; torn++) {
            byte[] bytes = before.clone();
            System.arraycopy(after, 0, bytes, 0, torn);
            Files.write(file, bytes);
            assertThat(read()).as("torn at %s", torn).isIn(LAST, LAST + 1);
        }
    }
}
