package io.memgit.server.realities;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.CommitDetails;
import io.memgit.core.browse.DiffQuery;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.DiffStats;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.Whitespace;
import io.memgit.core.reality.Realities;
import io.memgit.core.reality.Reality;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.reading.ReadProblems;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ObjectId;

/** Compares realities with their base, and with each other by what was measured of them. */
public final class Benchmarks {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Browse browse;
    private final Realities realities;
    private final LongSupplier nanos;

    public Benchmarks(Browse browse, Realities realities, LongSupplier nanos) {
        this.browse = browse;
        this.realities = realities;
        this.nanos = nanos;
    }

    Benchmark of(MemoryRepository repository, Reality reality) throws IOException {
        long start = nanos.getAsLong();
        DiffStats stats = stats(repository, reality);
        long took = nanos.getAsLong() - start;
        Map<String, Double> metrics = new TreeMap<>(reality.metrics());
        metrics.putIfAbsent("files_changed", (double) stats.files());
        metrics.putIfAbsent("additions", (double) stats.additions());
        metrics.putIfAbsent("deletions", (double) stats.deletions());
        return new Benchmark(reality.name(), String.format(Locale.ROOT, "%.1fms", took / NANOS_PER_MILLI),
                took / NANOS_PER_MICRO, metrics, isBest(repository, reality));
    }

    private DiffStats stats(MemoryRepository repository, Reality reality) throws IOException {
        DiffQuery query = new DiffQuery(Optional.of(side(repository, reality.base())),
                side(repository, reality.head()), false, List.of(), 0, false, Whitespace.SHOW, false, 0, 1);
        return switch (browse.diff(repository, query)) {
            case DiffResult.Page page -> page.stats();
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
            case DiffResult.Written _,DiffResult.NoMergeBase _ ->
                throw new IllegalStateException("a page was asked for");
        };
    }

    private DiffSide side(MemoryRepository repository, ObjectId commit) throws IOException {
        CommitDetails details = browse.commit(repository, commit);
        return new DiffSide(Optional.of(commit), details.tree());
    }

    /** Whether something was measured, and no other of the set has more of anything of it. */
    private boolean isBest(MemoryRepository repository, Reality reality) {
        if (reality.metrics().isEmpty())
            return false;
        return realities.list(repository)
                .stream()
                .filter(other -> other.set().equals(reality.set()))
                .allMatch(other -> reality.metrics()
                        .entrySet()
                        .stream()
                        .allMatch(m -> other.metrics().getOrDefault(m.getKey(), m.getValue()) <= m.getValue()));
    }
}
