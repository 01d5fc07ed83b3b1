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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures many realities in one call beside {@code git update-ref} with as many refs, and edits
 * and
 * commits of a workspace, in turns with {@code GET /health}.
 */
public final class MeasureWorkspaces {

    private static final int FILES = 1_000;
    private static final int REALITIES = 10_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Api api;
    private final String token;
    private final List<String> paths = IntStream.range(0, FILES).mapToObj(i -> "dir-" + i % 10 + "/file-" + i).toList();
    private final String name = "workspaces-" + ProcessHandle.current().pid();
    private final MeasureFile measures;

    private MeasureWorkspaces(Api api, String token, MeasureFile measures) {
        this.api = api;
        this.token = token;
        this.measures = measures;
    }

    /**
     * Arguments: {@code quick} or {@code full}, the server's address on loopback, an empty folder, the
     * file of measures. The password of {@code admin} is in {@code MEMGIT_ADMIN_PASSWORD}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = arguments[0].equals("quick");
        URI server = URI.create(arguments[1]);
        InetAddress address = InetAddress.getByName(server.getHost());
        if (!address.isLoopbackAddress())
            throw new IllegalArgumentException("load is put on this machine only, not on " + server);
        try (Api api = new Api(server)) {
            MeasureWorkspaces measure = new MeasureWorkspaces(api, api.login(System.getenv("MEMGIT_ADMIN_PASSWORD")),
                    new MeasureFile(Path.of(arguments[3])));
            measure.realities(quick ? 3 : 5, Path.of(arguments[2]));
            measure.workspace(new Load(new InetSocketAddress(address, server.getPort()),
                    Duration.ofSeconds(quick ? 2 : 5)), quick ? 3 : 5);
        }
    }

    /**
     * Each round has new repositories of the same files, so that no round pays for the refs of another
     * one.
     */
    private void realities(int rounds, Path folder) throws IOException, InterruptedException {
        double[] ours = new double[rounds];
        double[] git = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            String repository = name + "-" + round;
            api.createRepository(token, repository, true, paths);
            GitRefs bare = GitRefs.create(folder.resolve("bare-" + round), paths);
            long began = System.nanoTime();
            api.createRealities(token, repository, REALITIES);
            long made = System.nanoTime();
            ours[round] = (made - began) / NANOS_PER_MILLI;
            git[round] = bare.create(REALITIES).toNanos() / NANOS_PER_MILLI;
        }
        measures.append(new Measure(Row.REALITIES_AT_ONCE, median(ours), "git update-ref --stdin", median(git)));
    }

    private void workspace(Load load, int rounds) throws IOException, InterruptedException {
        api.createRepository(token, name, true, paths);
        String id = api.createWorkspace(token, name);
        List<Requests> kinds = List.of(Requests.of("/health"), Requests.workspaceEdits(name, token, id, paths),
                Requests.workspaceCommits(name, token, id));
        load.inTurns(kinds);
        double[][] p50 = new double[kinds.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            List<Latency> latencies = load.inTurns(kinds);
            for (int kind = 0; kind < p50.length; kind++)
                p50[kind][round] = latencies.get(kind).p50();
        }
        double health = median(p50[0]);
        measures.append(new Measure(Row.WORKSPACE_EDIT_P50, median(p50[1]), "GET /health", health));
        measures.append(new Measure(Row.WORKSPACE_COMMIT_P50, median(p50[2]), "GET /health", health));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
