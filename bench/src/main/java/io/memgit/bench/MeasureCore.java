package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benchmarks of the library and writes down one measure for each row of the table. */
public final class MeasureCore {

    static final String STOCK = "stock JGit";

    /** The flags of the server's JVM. */
    private static final List<String> JVM = List.of("--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders",
            "-XX:MaxRAMPercentage=60");

    private static final double MICROS_PER_SECOND = 1_000_000;
    private static final double MICROS_PER_MILLI = 1_000;

    /** Microseconds an operation, by {@code Class.method[parameter=value, …]}. */
    private final Map<String, Double> micros = new TreeMap<>();
    private final MeasureFile measures;

    private MeasureCore(Collection<RunResult> results, MeasureFile measures) {
        for (RunResult result : results)
            micros.put(nameOf(result.getParams()), result.getPrimaryResult().getScore());
        this.measures = measures;
    }

    /**
     * Arguments: {@code quick} or {@code full}, a folder for JMH's own output, the file of measures.
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = arguments[0].equals("quick");
        Path folder = Path.of(arguments[1]);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^io\\.memgit\\.bench\\.[A-Za-z]+Benchmark\\.")
                .jvmArgsAppend(JVM.toArray(String[]::new))
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                .shouldFailOnError(true)
                .output(folder.resolve("jmh.log").toString())
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString());
        Collection<RunResult> results = new Runner(options.build()).run();
        new MeasureCore(results, new MeasureFile(Path.of(arguments[2]))).write();
    }

    private void write() throws IOException {
        writeCommits();
        writeBranches();
        writeReads();
        writeRefs();
    }

    private void writeCommits() throws IOException {
        double young = of("OneFileCommitBenchmark.memgit[commits=1000]");
        double old = of("OneFileCommitBenchmark.memgit[commits=1000000]");
        measures.append(new Measure(Row.COMMIT_1K, MICROS_PER_SECOND / young, STOCK,
                MICROS_PER_SECOND / of("OneFileCommitBenchmark.stock[stockCommits=1000]")));
        measures.append(Measure.alone(Row.COMMIT_100K,
                MICROS_PER_SECOND / of("OneFileCommitBenchmark.memgit[commits=100000]")));
        measures.append(Measure.alone(Row.COMMIT_1M, MICROS_PER_SECOND / old));
        measures.append(new Measure(Row.COMMIT_GROWTH, old, "itself at 1,000", young));
        append(Row.COMMIT_1000_FILES, 1, "ManyFilesCommitBenchmark.memgit[]", "ManyFilesCommitBenchmark.stock[]");
        append(Row.COMMIT_LARGE_TREE, 1, "LargeTreeCommitBenchmark.memgit[files=100000]",
                "LargeTreeCommitBenchmark.stock[files=100000]");
    }

    private void writeBranches() throws IOException {
        append(Row.BRANCHES_ONE_BY_ONE, MICROS_PER_MILLI, "BranchesBenchmark.memgitOneByOne[]",
                "BranchesBenchmark.stockOneByOne[]");
        append(Row.BRANCHES_AT_ONCE, MICROS_PER_MILLI, "BranchesBenchmark.memgitAtOnce[]",
                "BranchesBenchmark.stockAtOnce[]");
        measures.append(Measure.alone(Row.REALITIES, of("ForksBenchmark.realities[commits=200000]")));
        measures.append(Measure.alone(Row.FORKS, of("ForksBenchmark.repositories[commits=200000]")));
    }

    private void writeReads() throws IOException {
        append(Row.READ_HOT, 1, "ReadBenchmark.memgit[files=1000, tier=hot]", "ReadBenchmark.stock[files=1000]");
        append(Row.READ_PACKED, 1, "ReadBenchmark.memgit[files=1000, tier=packed]",
                "ReadBenchmark.stock[files=1000]");
        append(Row.READ_HOT_LARGE, 1, "ReadBenchmark.memgit[files=100000, tier=hot]",
                "ReadBenchmark.stock[files=100000]");
        append(Row.READ_PACKED_LARGE, 1, "ReadBenchmark.memgit[files=100000, tier=packed]",
                "ReadBenchmark.stock[files=100000]");
    }

    private void writeRefs() throws IOException {
        append(Row.REF_CREATE_1K, 1, "RefsBenchmark.memgitCreate[refs=1000]",
                "RefsBenchmark.stockCreate[stockRefs=1000]");
        measures.append(new Measure(Row.REF_CREATE_GROWTH, of("RefsBenchmark.memgitCreate[refs=1000000]"),
                "itself at 1,000", of("RefsBenchmark.memgitCreate[refs=1000]")));
        append(Row.REF_LIST_1K, 1, "RefsBenchmark.memgitList[refs=1000]",
                "RefsBenchmark.stockList[stockRefs=1000]");
        measures.append(Measure.alone(Row.REF_LIST_1M, of("RefsBenchmark.memgitList[refs=1000000]")));
    }

    /**
     * @param micros
     *            how many microseconds the row's unit has
     */
    private void append(Row row, double micros, String ours, String stock) throws IOException {
        measures.append(new Measure(row, of(ours) / micros, STOCK, of(stock) / micros));
    }

    private double of(String name) {
        Double score = micros.get(name);
        if (score == null)
            throw new IllegalStateException(name + " is not among " + micros.keySet());
        return score;
    }

    private static String nameOf(BenchmarkParams params) {
        String method = params.getBenchmark().substring(MeasureCore.class.getPackageName().length() + 1);
        return method + params.getParamsKeys()
                .stream()
                .sorted()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
