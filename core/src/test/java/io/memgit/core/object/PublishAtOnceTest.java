package io.memgit.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One writer publishes batches while readers look for a part of one without the rest. */
class PublishAtOnceTest {

    private static final int BATCHES = 1_000;
    private static final int OBJECTS = 40;
    private static final int READERS = 2;

    /** How often a reader has looked for all objects of a batch. */
    private final AtomicLong looks = new AtomicLong();

    /** A publish with a fault: each object of a batch is visible as soon as it is appended. */
    private final class VisibleInPart extends ObjectStore {

        @Override
        HotGeneration newGeneration() {
            return new HotGeneration() {

                @Override
                void appendedOneOfABatch() {
                    long before = looks.get();
                    publish();
                    // However busy the machine is: a reader gets to see the half-way state.
                    while (objectCount() % OBJECTS == 2 && looks.get() == before)
                        Thread.onSpinWait();
                }
            };
        }
    }

    private record Batch(Quarantine objects, List<ObjectId> ids) {}

    @Test
    void aBatchIsVisibleAllOrNotAtAll() throws Exception {
        assertThat(batchesSeenInPart(new ObjectStore())).isZero();
    }

    @Test
    void aPublishThatIsVisibleInPartIsCaught() throws Exception {
        assertThat(batchesSeenInPart(new VisibleInPart())).isPositive();
    }

    private int batchesSeenInPart(ObjectStore store) throws Exception {
        List<Batch> batches = batches();
        // Whatever comes first begins a generation, and is visible with the tiers that hold it.
        Quarantine first = new Quarantine();
        first.insert(Constants.OBJ_BLOB, new byte[0]);
        store.publish(first);
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < READERS; i++)
                results.add(readers.submit(reader(store, batches)));
            batches.forEach(batch -> store.publish(batch.objects()));

            int inPart = 0;
            for (Future<Integer> result : results)
                inPart += result.get(60, TimeUnit.SECONDS);
            return inPart;
        }
    }

    // Waits for some object of each batch, and then misses the others if there are any to miss.
    private Callable<Integer> reader(ObjectStore store, List<Batch> batches) {
        return () -> {
            int inPart = 0;
            for (Batch batch : batches) {
                while (!store.has(batch.ids().getFirst()))
                    Thread.onSpinWait();
                if (!batch.ids().reversed().stream().map(store::find).allMatch(PublishAtOnceTest::isWhole))
                    inPart++;
                looks.incrementAndGet();
            }
            return inPart;
        };
    }

    private static boolean isWhole(@Nullable ObjectView view) {
        return view != null && ByteBuffer.wrap(view.toByteArray()).getInt(0) == view.length();
    }

    // Every object begins with its length, so that a reader knows one that is not all written.
    private static List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int b = 0; b < BATCHES; b++) {
            Quarantine objects = new Quarantine();
            List<ObjectId> ids = new ArrayList<>();
            for (int i = 0; i < OBJECTS; i++) {
                int length = i == OBJECTS / 2 ? HotGeneration.SMALL_BYTES + 1 + b % 100 : 12 + i;
                byte[] bytes = ByteBuffer.allocate(length).putInt(length).putInt(b).putInt(i).array();
                ids.add(objects.insert(Constants.OBJ_TREE, bytes));
            }
            batches.add(new Batch(objects, ids));
        }
        return batches;
    }
}
