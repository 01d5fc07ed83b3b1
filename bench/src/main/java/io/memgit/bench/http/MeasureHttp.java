package io.memgit.bench.http;

import io.memgit.bench.http.Load.Latency;
import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures reads and commits over REST, in turns with the same server's answer to {@code GET
 * /health}, which is what a request costs that does nothing.
 */
public final class MeasureHttp {

    private static final String PEER = "GET /health";
    private static final String DISK = "append and fsync";
    private static final int FILES = 1_000;
    private static final int CONNECTIONS = 64;

    /** What one round gave: latencies in microseconds, rates in requests a second. */
    private record Round(Latency health, Latency read, Latency commit, Latency durable, Latency append,
            double healthRate, double readRate, double commitRate, double durableRate) {}

    private final Load load;
    private final Load warmUp;
    private final Requests health;
    private final Requests reads;
    private final Requests commits;
    private final Requests durableCommits;
    private final SyncedAppend append;

    private MeasureHttp(InetSocketAddress server, Duration time, String token, String repository, String durable) {
        this.load = new Load(server, time);
        this.warmUp = new Load(server, time.multipliedBy(2));
        List<String> paths = paths();
        this.health = Requests.of("/health");
        this.reads = Requests.reads(repository, token, paths);
        this.commits = Requests.commits(repository, token, paths);
        this.durableCommits = Requests.commits(durable, token, paths);
        this.append = new SyncedAppend(time);
    }

    /**
     * Arguments: {@code quick} or {@code full}, the server's address on loopback, the file of measures.
     * The password of {@code admin} is in {@code MEMGIT_ADMIN_PASSWORD}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = arguments[0].equals("quick");
        URI server = URI.create(arguments[1]);
        InetAddress address = InetAddress.getByName(server.getHost());
        if (!address.isLoopbackAddress())
            throw new IllegalArgumentException("load is put on this machine only, not on " + server);
        String repository = "bench-" + ProcessHandle.current().pid();
        String durable = repository + "-durable";
        String token;
        try (Api api = new Api(server)) {
            token = api.login(System.getenv("MEMGIT_ADMIN_PASSWORD"));
            api.createRepository(token, repository, true, paths());
            api.createRepository(token, durable, false, paths());
        }
        MeasureHttp measure = new MeasureHttp(new InetSocketAddress(address, server.getPort()),
                Duration.ofSeconds(quick ? 2 : 5), token, repository, durable);
        measure.warmUp();
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < (quick ? 3 : 5); i++)
            rounds.add(measure.round());
        write(rounds, new MeasureFile(Path.of(arguments[2])));
    }

    private static List<String> paths() {
        return IntStream.range(0, FILES).mapToObj(i -> "dir-" + i % 10 + "/file-" + i).toList();
    }

    private void warmUp() throws IOException {
        for (Requests requests : List.of(health, reads, commits, durableCommits)) {
            warmUp.manyAtOnce(CONNECTIONS, requests);
            load.oneByOne(requests);
        }
    }

    private Round round() throws IOException {
        return new Round(load.oneByOne(health), load.oneByOne(reads), load.oneByOne(commits),
                load.oneByOne(durableCommits), append.run(), load.manyAtOnce(CONNECTIONS, health),
                load.manyAtOnce(CONNECTIONS, reads), load.manyAtOnce(CONNECTIONS, commits),
                load.manyAtOnce(CONNECTIONS, durableCommits));
    }

    private static void write(List<Round> rounds, MeasureFile measures) throws IOException {
        double health50 = median(rounds, r -> r.health.p50());
        double health99 = median(rounds, r -> r.health.p99());
        double healthRate = median(rounds, Round::healthRate);
        measures.append(new Measure(Row.REST_READ_P50, median(rounds, r -> r.read.p50()), PEER, health50));
        measures.append(new Measure(Row.REST_READ_P99, median(rounds, r -> r.read.p99()), PEER, health99));
        measures.append(new Measure(Row.REST_READ_RATE, median(rounds, Round::readRate), PEER, healthRate));
        measures.append(new Measure(Row.REST_COMMIT_P50, median(rounds, r -> r.commit.p50()), PEER, health50));
        measures.append(new Measure(Row.REST_COMMIT_P99, median(rounds, r -> r.commit.p99()), PEER, health99));
        measures.append(new Measure(Row.REST_COMMIT_RATE, median(rounds, Round::commitRate), PEER, healthRate));
        measures.append(new Measure(Row.DURABLE_COMMIT_P50, median(rounds, r -> r.durable.p50()), DISK,
                median(rounds, r -> r.append.p50())));
        measures.append(new Measure(Row.DURABLE_COMMIT_P99, median(rounds, r -> r.durable.p99()), DISK,
                median(rounds, r -> r.append.p99())));
        measures.append(new Measure(Row.DURABLE_COMMIT_RATE, median(rounds, Round::durableRate), PEER, healthRate));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
