package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.object.FaultyStores;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One thread writes while another folds, reads what refs lead to and looks for half a write. Runs
 * for
 * as many seconds as the system property {@code memgit.stress.seconds} says, 5 without it.
 */
class FoldStressTest {

    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("memgit.stress.seconds", 5));
    private static final int BRANCHES = 6;
    private static final int FORKS = 4;
    private static final int LONGEST_BRANCH = 60;
    private static final int MOST_SPINS = 20_000;

    private final List<MemoryRepository> repositories = new CopyOnWriteArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong folds = new AtomicLong();
    private final StoredRepos repos = new StoredRepos(System.nanoTime());
    private volatile boolean over;
    private volatile @Nullable Announced announced;

    /** A write that is about to be applied. */
    private record Announced(MemoryRepository repository, List<ObjectId> ids) {}

    @Test
    void nothingIsLostAndNoWriteIsSeenInPart() {
        assertThat(problem(ObjectStore::new)).isNull();
        assertThat(folds.get()).isPositive();
        assertThat(writes.get()).isPositive();
    }

    @Test
    void aFoldThatDropsWhatWasMadeDuringItIsCaught() {
        assertThat(problem(FaultyStores::droppingWhatCameDuringAFold)).hasMessageContaining("missing");
    }

    @Test
    void aPublishThatIsVisibleInPartIsCaught() {
        assertThat(problem(() -> FaultyStores.visibleInPart(this::letTheOtherLook))).hasMessageContaining("in part");
    }

    // What went wrong until the time is over, or null.
    private @Nullable Throwable problem(Supplier<ObjectStore> stores) {
        repositories.add(repos.create(stores.get()));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> untilOver(this::write), threads);
            CompletableFuture<Void> folder = CompletableFuture.runAsync(() -> untilOver(this::foldAndLook), threads);
            CompletableFuture.allOf(writer, folder).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private interface Work {
        void run(Random random) throws Exception;
    }

    private void untilOver(Work work) {
        Random random = new Random();
        long end = System.nanoTime() + DURATION.toNanos();
        try {
            while (!over && System.nanoTime() < end)
                work.run(random);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            over = true;
        }
    }

    private void write(Random random) {
        MemoryRepository on = repositories.get(random.nextInt(repositories.size()));
        RefName branch = StoredRepos.branch(random.nextInt(BRANCHES));
        ObjectId head = on.refs().idOf(branch);
        boolean exists = !head.equals(ObjectId.zeroId());
        switch (random.nextInt(40)) {
            case 0 -> forkOrDrop(on, random);
            case 1 -> repos.forgetHistory(List.of(on));
            case 2, 3 -> {
                if (exists)
                    repos.apply(on, new Quarantine(), RefUpdate.delete(branch, head));
            }
            case 4, 5 -> {
                if (!exists)
                    undelete(on, branch);
            }
            default -> commit(on, branch, exists && random.nextInt(LONGEST_BRANCH) == 0, head);
        }
        writes.incrementAndGet();
    }

    private void commit(MemoryRepository on, RefName branch, boolean startAgain, ObjectId head) {
        StoredRepos.Made made = repos.make(on, startAgain ? ObjectId.zeroId() : head);
        announced = new Announced(on, made.ids());
        RefUpdate update = startAgain
                ? RefUpdate.move(branch, head, made.commit())
                : RefUpdate.fastForward(branch, head, made.commit());
        assertThat(repos.apply(on, made.objects(), update)).isInstanceOf(Outcome.Accepted.class);
    }

    private void undelete(MemoryRepository on, RefName branch) {
        List<ObjectId> left = new ArrayList<>();
        on.events().forEachLeftBehind(left::add);
        if (!left.isEmpty())
            repos.apply(on, new Quarantine(), RefUpdate.create(branch, left.getLast()));
    }

    private void forkOrDrop(MemoryRepository on, Random random) {
        if (repositories.size() < FORKS)
            repositories.add(repos.fork(on));
        else
            repositories.remove(1 + random.nextInt(FORKS - 1));
    }

    private void foldAndLook(Random random) throws Exception {
        MemoryRepository on = repositories.getFirst();
        if (repositories.size() > 1 && random.nextBoolean())
            on = repositories.get(1);
        for (int i = 0; i < 1_000; i++)
            look();
        on.fold(new WithWritesMeanwhile());
        folds.incrementAndGet();
        try (Lease lease = on.lease()) {
            StoredRepos.closure(on, StoredRepos.tips(lease.refs()));
        }
    }

    // All objects of a write are there or none is: nothing else drops any, for this thread folds.
    private void look() {
        Announced now = announced;
        if (now == null)
            return;
        ObjectStore objects = now.repository.objects();
        boolean first = objects.has(now.ids.getFirst());
        boolean last = objects.has(now.ids.getLast());
        looks.incrementAndGet();
        if (first && !last)
            throw new IllegalStateException("a write is visible in part");
    }

    // Not for long: this thread has the writer lock, and the other may be waiting for it.
    private void letTheOtherLook() {
        long before = looks.get();
        for (int spins = 0; spins < MOST_SPINS && looks.get() < before + 2; spins++)
            Thread.onSpinWait();
    }

    /** Lets a fold wait, at each of its steps, until something was written meanwhile. */
    private final class WithWritesMeanwhile extends EmptyProgressMonitor {

        @Override
        public void beginTask(String title, int work) {
            long before = writes.get();
            while (writes.get() == before && !over)
                look();
        }
    }
}
