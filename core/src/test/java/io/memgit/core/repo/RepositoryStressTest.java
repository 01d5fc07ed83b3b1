package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.FileAction;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;

/**
 * A writer, a folder and a reader on one repository at the same time, for
 * {@code -Dmemgit.stress.seconds} (5 where nothing is said). The reader walks all that the refs it
 * sees lead to; the writer makes branches, drops them, and takes deleted commits up again.
 */
class RepositoryStressTest {

    // So little history is kept that folds really drop what was deleted.
    private final CoreFixture core = new CoreFixture(new HistoryRetention(Duration.ofDays(1), 10));
    private final MemoryRepository repository = core.repository;
    private final long end = System.nanoTime() + Long.getLong("memgit.stress.seconds", 5) * 1_000_000_000L;
    private final ObjectId first;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong folds = new AtomicLong();
    private final AtomicLong walks = new AtomicLong();

    RepositoryStressTest() {
        core.commit(CoreFixture.put("start", "here"));
        first = repository.refs().idOf(CoreFixture.MAIN);
    }

    private interface Step {
        void take() throws IOException;
    }

    @Test
    void whatRefsLeadToIsThereWhileOneWritesAndAnotherFolds() throws InterruptedException, ExecutionException {
        Random random = new Random(11);
        List<Future<?>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            threads.add(pool.submit(() -> until(() -> write(random))));
            threads.add(pool.submit(() -> until(this::fold)));
            threads.add(pool.submit(() -> until(this::walk)));
        }
        for (Future<?> thread : threads)
            thread.get();
        assertThat(commits).as("commits").hasPositiveValue();
        assertThat(folds).as("folds").hasPositiveValue();
        assertThat(walks).as("walks").hasPositiveValue();
        System.out.printf("stress: %d commits, %d folds, %d walks%n", commits.get(), folds.get(), walks.get());
    }

    private Void until(Step step) throws IOException {
        while (System.nanoTime() < end)
            step.take();
        return null;
    }

    private void write(Random random) {
        RefName branch = RefName.branch("b" + random.nextInt(20)).orElseThrow();
        RefEntry there = repository.refs().get(branch);
        if (there == null) {
            start(branch);
        } else if (random.nextInt(4) == 0) {
            write(RefUpdate.delete(branch, there.id()));
        } else {
            commit(random, branch);
        }
    }

    /** From a commit of another branch, under a lease, as a request would. */
    private void start(RefName branch) {
        try (Lease lease = repository.lease()) {
            write(RefUpdate.create(branch, lease.refs().idOf(CoreFixture.MAIN)));
        }
    }

    private void commit(Random random, RefName branch) {
        List<FileAction> actions = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++)
            actions.add(CoreFixture.put("d" + random.nextInt(9) + "/f" + random.nextInt(9), "t" + random.nextInt(50)));
        CommitOutcome outcome = core.commit(CoreFixture.request(branch, actions, null, null));
        if (!(outcome instanceof Committed))
            return;
        commits.incrementAndGet();
        // Main moves on as well now and then, so that what was new becomes old; and begins again, so that a
        // fold
        // takes no longer at the end than at the start.
        if (random.nextInt(10) == 0)
            core.commit(CoreFixture.put("main" + random.nextInt(9), "t" + commits.get()));
        ObjectId head = repository.refs().idOf(CoreFixture.MAIN);
        if (random.nextInt(10_000) == 0 && !head.equals(first))
            write(new RefUpdate(CoreFixture.MAIN, head, first, null, true));
    }

    private void write(RefUpdate update) {
        core.repositories.write(CoreFixture.ANNA, repository,
                new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH)).join();
    }

    private void fold() throws IOException {
        repository.fold(NullProgressMonitor.INSTANCE);
        folds.incrementAndGet();
    }

    private void walk() throws IOException {
        try (Lease lease = repository.lease(); ObjectWalk walk = new ObjectWalk(repository)) {
            for (RefEntry ref : lease.refs().withPrefix("refs/"))
                walk.markStart(walk.parseCommit(ref.id()));
            RevCommit at = walk.next();
            while (at != null)
                at = walk.next();
            walk.checkConnectivity();
        }
        walks.incrementAndGet();
    }
}
