package io.memgit.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Stores and their forks against plain maps. */
class ObjectStoreModelTest {

    /**
     * What is done to one of the stores there are by then, chosen by {@code store} modulo their number.
     */
    sealed interface Step {

        int store();

        record Publish(int store, List<Integer> lengths, long seed) implements Step {}

        /** Publishes again what the store has, together with something new. */
        record PublishAgain(int store, long seed) implements Step {}

        record Fork(int store) implements Step {}
    }

    private record Modelled(ObjectStore store, Map<ObjectId, byte[]> model) {}

    @Property(tries = 200)
    void everyStoreHoldsExactlyWhatAPlainMapHolds(@ForAll("steps") List<Step> steps) {
        List<Modelled> stores = new ArrayList<>(List.of(new Modelled(new ObjectStore(), new HashMap<>())));
        for (Step step : steps)
            take(step, stores);

        Map<ObjectId, byte[]> all = new HashMap<>();
        stores.forEach(s -> all.putAll(s.model()));
        stores.forEach(s -> assertSame(s, all));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> store = Arbitraries.integers().between(0, 1000);
        Arbitrary<Integer> length = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.integers().between(0, 300)),
                net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(300, HotGeneration.SMALL_BYTES)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(HotGeneration.SMALL_BYTES, HotGeneration.SMALL_BYTES + 1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(HotGeneration.SMALL_BYTES, 400_000)));
        Arbitrary<Long> seed = Arbitraries.longs();
        Arbitrary<Step> publish = Combinators.combine(store, length.list().ofMinSize(0).ofMaxSize(40), seed)
                .as(Step.Publish::new);
        Arbitrary<Step> again = Combinators.combine(store, seed).as(Step.PublishAgain::new);
        Arbitrary<Step> fork = store.map(Step.Fork::new);
        return Arbitraries
                .frequencyOf(net.jqwik.api.Tuple.of(6, publish), net.jqwik.api.Tuple.of(1, again),
                        net.jqwik.api.Tuple.of(2, fork))
                .list()
                .ofMaxSize(25);
    }

    private static void take(Step step, List<Modelled> stores) {
        Modelled on = stores.get(step.store() % stores.size());
        switch (step) {
            case Step.Publish p -> {
                Random random = new Random(p.seed());
                Quarantine batch = new Quarantine();
                p.lengths().forEach(length -> insert(batch, random, length, on.model()));
                on.store().publish(batch);
            }
            case Step.PublishAgain p -> {
                Random random = new Random(p.seed());
                Quarantine batch = new Quarantine();
                on.model().forEach((id, bytes) -> batch.add(id, bytes.length % 4 + 1, bytes.clone()));
                insert(batch, random, 17, on.model());
                on.store().publish(batch);
            }
            case Step.Fork f -> stores.add(new Modelled(on.store().fork(), new HashMap<>(on.model())));
        }
    }

    // The type follows from the length, so that the model needs to keep the bytes alone.
    private static void insert(Quarantine batch, Random random, int length, Map<ObjectId, byte[]> model) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        ObjectId id = batch.insert(length % 4 + 1, bytes);
        model.put(id, bytes.clone());
        assertThat(Contents.bytesOf(batch.find(id))).isEqualTo(bytes);
    }

    private static void assertSame(Modelled modelled, Map<ObjectId, byte[]> all) {
        all.forEach((id, bytes) -> {
            ObjectView view = modelled.store().find(id);
            assertThat(modelled.store().has(id)).isEqualTo(modelled.model().containsKey(id));
            if (modelled.model().containsKey(id)) {
                assertThat(Objects.requireNonNull(view).type()).isEqualTo(bytes.length % 4 + 1);
                assertThat(Contents.bytesOf(view)).isEqualTo(bytes);
            } else {
                assertThat(view).isNull();
            }
        });
        assertThat(modelled.store().has(ObjectId.zeroId())).isFalse();
        assertThat(modelled.store().objectCount()).isGreaterThanOrEqualTo(modelled.model().size());
    }

    @Property(tries = 50)
    void idsAreThoseOfGit(@ForAll byte[] bytes) {
        Quarantine batch = new Quarantine();
        try (var formatter = new org.eclipse.jgit.lib.ObjectInserter.Formatter()) {
            for (int type : new int[]{Constants.OBJ_BLOB, Constants.OBJ_TREE, Constants.OBJ_COMMIT, Constants.OBJ_TAG})
                assertThat(batch.insert(type, bytes, 0, bytes.length)).isEqualTo(formatter.idFor(type, bytes));
        }
    }
}
