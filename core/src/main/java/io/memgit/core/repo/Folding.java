package io.memgit.core.repo;

import io.memgit.core.object.FoldScheduler;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Has repositories folded in the background when enough has been written to them. */
public final class Folding implements Consumer<MemoryRepository>, AutoCloseable {

    private final FoldScheduler scheduler;
    private final LongConsumer freed;

    /**
     * Starts the background thread.
     *
     * @param capacity
     *            how many repositories may wait to be folded; more are offered again by their next
     *            write
     * @param freed
     *            told how many bytes of memory a fold has turned into files
     */
    public Folding(int capacity, LongConsumer freed) {
        this.scheduler = new FoldScheduler(capacity);
        this.freed = freed;
    }

    @Override
    public void accept(MemoryRepository repository) {
        if (repository.foldIsDue())
            scheduler.offer(new Fold(this, repository));
    }

    @Override
    public void close() {
        scheduler.close();
    }

    /** Equal to any other of the same repository, so that it waits once. */
    private record Fold(Folding folding, MemoryRepository repository) implements FoldScheduler.Foldable {

        @Override
        public String name() {
            return repository.name().value();
        }

        @Override
        public void fold(ProgressMonitor progress) throws IOException {
            if (repository.root().deleted() || !repository.foldIsDue())
                return;
            Root before = repository.root();
            long hot = repository.objects().hotBytes();
            repository.fold(progress);
            if (!repository.memoryOnly())
                folding.freed.accept(Math.max(0, hot - repository.objects().hotBytes()));
            // The writes of a burst may all have come while this ran, and no other may follow.
            if (!progress.isCancelled() && !before.number().equals(repository.root().number()))
                folding.accept(repository);
        }
    }
}
