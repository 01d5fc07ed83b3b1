package io.memgit.core.repo;

import io.memgit.core.object.FoldScheduler;
import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Has repositories folded in the background when enough has been written to them. */
public final class Folding implements Consumer<MemoryRepository>, AutoCloseable {

    private final FoldScheduler scheduler;

    /**
     * Starts the background thread.
     *
     * @param capacity
     *            how many repositories may wait to be folded; more are offered again by their next
     *            write
     */
    public Folding(int capacity) {
        this.scheduler = new FoldScheduler(capacity);
    }

    @Override
    public void accept(MemoryRepository repository) {
        if (repository.foldIsDue())
            scheduler.offer(new Fold(repository));
    }

    @Override
    public void close() {
        scheduler.close();
    }

    /** Equal to any other of the same repository, so that it waits once. */
    private record Fold(MemoryRepository repository) implements FoldScheduler.Foldable {

        @Override
        public String name() {
            return repository.name().value();
        }

        @Override
        public void fold(ProgressMonitor progress) throws IOException {
            if (!repository.root().deleted() && repository.foldIsDue())
                repository.fold(progress);
        }
    }
}
