package io.memgit.core.repo;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoId;
import io.memgit.core.repo.RepoPayload.ExpireBranches.Seen;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whose time is over, and has it written down: repositories and branches that nobody has
 * written to for as long as they are kept, and hidden refs that nobody has named.
 *
 * <p>
 * It looks once a second and changes nothing itself. What it submits says which last write it has
 * seen, and apply lets those go for which that is still true: whoever writes in between keeps what
 * they have written to. While the process runs, time is what has passed by a clock that only goes
 * forward, so that setting the clock of the wall ends nothing. Of what was written before it began,
 * the recorded time says how long ago that was: never more than the whole time, and never less than
 * nothing.
 */
public final class Expirer implements AutoCloseable {

    /** The most branches of one entry: some 300 bytes each. */
    static final int ENTRY_BRANCHES = 1_000;
    /** The most entries of one look at one storage. The rest is still there a second later. */
    static final int MOST_ENTRIES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Expirer.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Repositories repositories;
    private final LongSupplier nanos;
    private final long startNanos;
    private final long startMillis;
    private final Thread thread = Thread.ofPlatform().daemon().name("expiry").unstarted(this::run);
    /** Repositories of which nobody could say whether they are gone, or their names free. */
    private final Map<RepoId, Whole> unfinished = new LinkedHashMap<>();
    private boolean failing;

    /**
     * @param clock
     *            asked once, for what was written before now
     * @param nanos
     *            the clock that only goes forward by which repositories note their writes, such as
     *            {@link System#nanoTime()}
     */
    public Expirer(Repositories repositories, InstantSource clock, LongSupplier nanos) {
        this.repositories = repositories;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.startMillis = clock.millis();
    }

    /** What is to be submitted. */
    private sealed interface Ending {}

    private record Whole(MemoryRepository repository, Lifetime lifetime) implements Ending {}

    private record Some(MemoryRepository repository, List<Seen> branches) implements Ending {}

    private record Hidden(MemoryRepository repository,
            List<RepoPayload.ExpireHidden.Idle> refs) implements Ending {}

    private record Submitted(Ending ending, CompletableFuture<Outcome> outcome) {}

    /** Begins to look, once a second. */
    public void start() {
        thread.start();
    }

    /** Ends; what was submitted goes on. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            // Asked to end.
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once, and waits for what it submits. What fails is tried again the next time. */
    void look() throws InterruptedException {
        Throwable failure = null;
        try {
            List<Submitted> all = due().stream().map(ending -> new Submitted(ending, submit(ending))).toList();
            for (Submitted each : all) {
                Throwable one = await(each);
                failure = failure == null ? one : failure;
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null && !failing)
            LOG.warn("what is over cannot be ended, which is tried again every second", failure);
        if (failure == null && failing)
            LOG.info("what is over can be ended again");
        failing = failure != null;
    }

    private List<Ending> due() {
        long now = nanos.getAsLong();
        List<Ending> due = new ArrayList<>(unfinished.values());
        for (Storage storage : repositories.storages()) {
            List<Ending> here = new ArrayList<>();
            storage.all().forEach(repository -> {
                if (here.size() < MOST_ENTRIES)
                    addDue(repository, now, here);
            });
            due.addAll(here);
        }
        return due;
    }

    private void addDue(MemoryRepository repository, long now, List<Ending> due) {
        Root root = repository.root();
        Lifetimes lifetimes = root.lifetimes();
        if (root.hidden().size() > 0)
            addDue(repository, root.hidden(), now, due);
        if (lifetimes == Lifetimes.NONE)
            return;
        Lifetime whole = lifetimes.repository();
        if (whole != null && isOver(whole, now)) {
            if (!unfinished.containsKey(repository.id()))
                due.add(new Whole(repository, whole));
            return;
        }
        List<Seen> branches = new ArrayList<>();
        lifetimes.branches().forEach((name, lifetime) -> {
            if (isOver(lifetime, now))
                branches.add(new Seen(name, lifetime.written().number()));
        });
        for (int from = 0; from < branches.size() && due.size() < MOST_ENTRIES; from += ENTRY_BRANCHES)
            due.add(new Some(repository, branches.subList(from, Math.min(from + ENTRY_BRANCHES, branches.size()))));
    }

    private void addDue(MemoryRepository repository, HiddenRefs hidden, long now, List<Ending> due) {
        List<RepoPayload.ExpireHidden.Idle> over = new ArrayList<>();
        hidden.forEach(ref -> {
            if (!ref.ttl().isNever() && isOver(ref.lifetime(), now))
                over.add(new RepoPayload.ExpireHidden.Idle(ref.name(), ref.version()));
        });
        for (int from = 0; from < over.size() && due.size() < MOST_ENTRIES; from += ENTRY_BRANCHES)
            due.add(new Hidden(repository, over.subList(from, Math.min(from + ENTRY_BRANCHES, over.size()))));
    }

    private boolean isOver(Lifetime lifetime, long now) {
        return age(lifetime, now) >= lifetime.ttl().nanos();
    }

    /** How long ago the last write was, in nanoseconds. */
    private long age(Lifetime lifetime, long now) {
        Stamp written = lifetime.written();
        if (written.nanos() - startNanos >= 0)
            return now - written.nanos();
        long before = Math.clamp(startMillis - written.millis(), 0, lifetime.ttl().millis());
        return now - startNanos + TimeUnit.MILLISECONDS.toNanos(before);
    }

    private CompletableFuture<Outcome> submit(Ending ending) {
        try {
            return switch (ending) {
                case Whole(MemoryRepository repository, Lifetime lifetime) ->
                    repositories.expire(repository, lifetime.written().number());
                case Some(MemoryRepository repository, List<Seen> branches) ->
                    repositories.expireBranches(repository, branches);
                case Hidden(MemoryRepository repository, List<RepoPayload.ExpireHidden.Idle> refs) ->
                    repositories.expireHidden(repository, refs);
            };
        } catch (RuntimeException e) {
            // One that cannot be submitted keeps no other from it.
            return CompletableFuture.failedFuture(e);
        }
    }

    private @Nullable Throwable await(Submitted submitted) throws InterruptedException {
        try {
            Outcome outcome = submitted.outcome.get();
            if (submitted.ending instanceof Whole(MemoryRepository repository, Lifetime lifetime)) {
                unfinished.remove(repository.id());
                if (outcome instanceof Outcome.Accepted)
                    LOG.info("nobody wrote to {} for {} s: it is gone", repository.name(), lifetime.ttl().seconds());
            }
            return null;
        } catch (ExecutionException e) {
            if (submitted.ending instanceof Whole whole)
                unfinished.put(whole.repository().id(), whole);
            return e.getCause();
        }
    }
}
