package io.memgit.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.bench.report.Measure.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Measure SLOW_PUSH = new Measure(Row.PUSH_MADE_HTTP, 16, "git http-backend", 10);
    private static final Measure FAST_COMMIT = Measure.alone(Row.COMMIT_1M, 350_000);

    @TempDir
    Path folder;

    @Test
    void aRowIsJudgedByItsValueOrByItsRatio() {
        assertThat(SLOW_PUSH.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(new Measure(Row.PUSH_MADE_HTTP, 14, "git http-backend", 10).verdict()).isEqualTo(Verdict.REACHED);
        assertThat(new Measure(Row.PUSH_MADE_HTTP, 9, "git http-backend", 10).verdict())
                .isEqualTo(Verdict.REACHED_FOR);
        assertThat(FAST_COMMIT.verdict()).isEqualTo(Verdict.REACHED);
        assertThat(Measure.alone(Row.COMMIT_1M, 299_999).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(Measure.alone(Row.READ_HOT, 1.9).verdict()).isEqualTo(Verdict.REACHED_FOR);
        assertThat(Measure.alone(Row.READ_HOT, 5.1).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(Measure.alone(Row.FORKS, 1e9).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void measuresComeBackFromTheirFile() throws IOException {
        MeasureFile file = new MeasureFile(folder.resolve("measures"));
        file.append(SLOW_PUSH);
        file.append(FAST_COMMIT);
        assertThat(file.read()).containsExactly(SLOW_PUSH, FAST_COMMIT);
    }

    @Test
    void aLineThatIsNoMeasureIsRefused() throws IOException {
        for (String line : List.of("", "COMMIT_1M", "COMMIT_1M\tfast", "NO_ROW\t1", "FORKS\t1\tgit")) {
            MeasureFile file = new MeasureFile(Files.writeString(folder.resolve("bad"), line + "\n"));
            assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining(line);
        }
    }

    @Test
    void theTableIsStraight() {
        String table = Table.of(List.of(FAST_COMMIT, SLOW_PUSH));
        assertThat(table.lines()).hasSize(4).allSatisfy(line -> assertThat(line).startsWith("| ").endsWith(" |"));
        assertThat(table.lines().map(String::length).distinct()).hasSize(1);
        assertThat(table).contains("350,000/s", ">= 300,000/s", "16.0 s", "<= 1.50 x", "git http-backend", "1.60");
    }

    @Test
    void numbersHaveAsManyDigitsAsTheyDeserve() {
        assertThat(Table.number(1_234_567.8)).isEqualTo("1,234,568");
        assertThat(Table.number(12.34)).isEqualTo("12.3");
        assertThat(Table.number(1.234)).isEqualTo("1.23");
        assertThat(Table.number(0.1234)).isEqualTo("0.123");
    }

    @Test
    void theSameIsWrittenAsJson() {
        String json = Json.of(Map.of("cpu", "a \"fast\" one"), List.of(FAST_COMMIT, SLOW_PUSH));
        assertThat(json).contains("\"about\": {\"cpu\": \"a \\\"fast\\\" one\"}")
                .contains("\"id\": \"commit_1m\"", "\"value\": 350000.0", "\"peer\": null", "\"verdict\": \"reached\"")
                .contains("\"id\": \"push_made_http\"", "\"peer\": \"git http-backend\"", "\"ratio\": 1.6");
    }
}
