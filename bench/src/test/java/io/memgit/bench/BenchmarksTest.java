package io.memgit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class BenchmarksTest {

    private static final List<Class<?>> BENCHMARKS = List.of(OneFileCommitBenchmark.class,
            ManyFilesCommitBenchmark.class, LargeTreeCommitBenchmark.class, BranchesBenchmark.class,
            ForksBenchmark.class, ReadBenchmark.class, RefsBenchmark.class);

    @TempDir
    Path folder;

    @Test
    void everyBenchmarkRunsOnSmallRepositories() throws Exception {
        Options options = new OptionsBuilder().include("^io\\.memgit\\.bench\\.[A-Za-z]+Benchmark\\.")
                .param("commits", "100")
                .param("stockCommits", "100")
                .param("files", "1000")
                .param("refs", "1000")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .shouldFailOnError(true)
                .output(folder.resolve("jmh.log").toString())
                .build();
        Collection<RunResult> results = new Runner(options).run();
        Set<String> ran = results.stream().map(r -> r.getParams().getBenchmark()).collect(Collectors.toSet());
        assertThat(ran).containsExactlyInAnyOrderElementsOf(annotated());
    }

    private static Set<String> annotated() {
        Set<String> names = new TreeSet<>();
        for (Class<?> benchmark : BENCHMARKS) {
            Stream.of(benchmark.getMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .map(Method::getName)
                    .forEach(name -> names.add(benchmark.getName() + "." + name));
        }
        return names;
    }
}
