package io.memgit.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.junit.jupiter.api.Test;

class FoldSchedulerTest {

    private final List<String> folded = new CopyOnWriteArrayList<>();

    private record Repository(String name, Consumer<ProgressMonitor> work) implements FoldScheduler.Foldable {

        @Override
        public void fold(ProgressMonitor progress) throws IOException {
            work.accept(progress);
        }
    }

    @Test
    void whatIsOfferedIsFoldedOneAfterAnother() throws Exception {
        try (FoldScheduler scheduler = new FoldScheduler(10)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            scheduler.offer(new Repository("first", p -> {
                begun.countDown();
                await(release);
                folded.add("first");
            }));
            await(begun);
            Repository second = new Repository("second", p -> folded.add("second"));
            assertThat(scheduler.offer(second)).isTrue();
            assertThat(scheduler.offer(second)).as("it waits already").isFalse();
            assertThat(folded).isEmpty();
            release.countDown();
            scheduler.awaitIdle();
        }
        assertThat(folded).containsExactly("first", "second");
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        try (FoldScheduler scheduler = new FoldScheduler(1)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            scheduler.offer(new Repository("running", p -> {
                begun.countDown();
                await(release);
            }));
            await(begun);
            assertThat(scheduler.offer(new Repository("waiting", p -> folded.add("waiting")))).isTrue();
            assertThat(scheduler.offer(new Repository("one too many", p -> folded.add("one too many")))).isFalse();
            release.countDown();
            scheduler.awaitIdle();
        }
        assertThat(folded).containsExactly("waiting");
    }

    @Test
    void aFailureKeepsNobodyElseFromBeingFolded() throws Exception {
        try (FoldScheduler scheduler = new FoldScheduler(10)) {
            Repository broken = new Repository("broken", p -> {
                throw new IllegalStateException("damaged for this test");
            });
            scheduler.offer(broken);
            scheduler.offer(new Repository("sound", p -> folded.add("sound")));
            scheduler.awaitIdle();
            assertThat(scheduler.offer(broken)).as("it has just failed").isFalse();
        }
        assertThat(folded).containsExactly("sound");
    }

    @Test
    void closingCancelsWhatRunsAndRefusesTheRest() throws Exception {
        FoldScheduler scheduler = new FoldScheduler(10);
        CountDownLatch begun = new CountDownLatch(1);
        scheduler.offer(new Repository("running", progress -> {
            begun.countDown();
            while (!progress.isCancelled())
                Thread.onSpinWait();
            folded.add("cancelled");
        }));
        await(begun);
        scheduler.offer(new Repository("waiting", p -> folded.add("waiting")));
        scheduler.close();

        assertThat(folded).containsExactly("cancelled");
        assertThat(scheduler.offer(new Repository("late", p -> folded.add("late")))).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
