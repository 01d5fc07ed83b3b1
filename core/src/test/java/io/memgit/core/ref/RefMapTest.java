package io.memgit.core.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class RefMapTest {

    @Property(tries = 60)
    void aMapHoldsWhatATreeMapHoldsAfterTheSameChanges(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int changes) {
        Random random = new Random(seed);
        int names = 1 + random.nextInt(changes);
        TreeMap<String, ObjectId> model = new TreeMap<>();
        RefMap map = RefMap.EMPTY;
        for (int i = 0; i < changes; i++) {
            RefName name = branch("b" + random.nextInt(names));
            if (random.nextInt(5) < 2) {
                model.remove(name.value());
                map = map.without(name);
            } else {
                model.put(name.value(), id(i));
                map = map.with(new RefEntry(name, id(i), null));
            }
        }
        assertThat(contents(map)).containsExactlyElementsOf(
                model.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().name()).toList());
        assertThat(map.size()).isEqualTo(model.size());
        String start = "refs/heads/b" + random.nextInt(names);
        List<String> tail = new ArrayList<>();
        map.from(start).forEachRemaining(e -> tail.add(e.name().value()));
        assertThat(tail).containsExactlyElementsOf(model.tailMap(start).keySet());
        assertThat(map.countWithPrefix(start))
                .isEqualTo((int) model.keySet().stream().filter(n -> n.startsWith(start)).count());
    }

    @Property(tries = 60)
    void aMapOfSortedRefsIsTheOneThatGrewAndGoesOnLikeIt(@ForAll long seed,
            @ForAll @IntRange(min = 0, max = 3000) int size) {
        Random random = new Random(seed);
        TreeMap<String, RefEntry> model = new TreeMap<>();
        while (model.size() < size) {
            RefName name = random.nextInt(10) == 0 ? unusual(random) : branch("b" + random.nextInt(10 * size));
            model.put(name.value(), new RefEntry(name, id(model.size()), null));
        }
        RefMap map = RefMap.of(List.copyOf(model.values()));
        assertThat(map.size()).isEqualTo(size);
        for (int i = 0; i < 200; i++) {
            RefName name = branch("b" + random.nextInt(10 * size + 10));
            if (random.nextBoolean()) {
                model.put(name.value(), new RefEntry(name, id(i), null));
                map = map.with(new RefEntry(name, id(i), null));
            } else {
                model.remove(name.value());
                map = map.without(name);
            }
        }
        List<RefEntry> all = new ArrayList<>();
        map.from("").forEachRemaining(all::add);
        assertThat(all).isEqualTo(List.copyOf(model.values()));
        for (RefEntry entry : model.values())
            assertThat(map.get(entry.name())).isEqualTo(entry);
    }

    @Test
    void refsOutOfOrderMakeNoMap() {
        RefEntry a = new RefEntry(branch("a"), id(1), null);
        RefEntry b = new RefEntry(branch("b"), id(1), null);
        assertThatThrownBy(() -> RefMap.of(List.of(b, a))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RefMap.of(List.of(a, a))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Names of every length of UTF-8, in folders, with and without a common beginning. */
    @Property(tries = 60)
    void unusualNamesAreInTheOrderOfStringsAndBlockAsABruteForceSearchSays(@ForAll long seed) {
        Random random = new Random(seed);
        TreeMap<String, ObjectId> model = new TreeMap<>();
        RefMap map = RefMap.EMPTY;
        for (int i = 0; i < 600; i++) {
            RefName name = unusual(random);
            List<String> inTheWay = model.keySet()
                    .stream()
                    .filter(n -> n.startsWith(name + "/") || name.value().startsWith(n + "/"))
                    .toList();
            if (inTheWay.isEmpty())
                assertThat(map.blocking(name)).isEmpty();
            else
                assertThat(map.blocking(name).orElseThrow().value()).isIn(inTheWay);
            if (model.containsKey(name.value()) && random.nextBoolean()) {
                model.remove(name.value());
                map = map.without(name);
            } else if (inTheWay.isEmpty()) {
                model.put(name.value(), id(i));
                map = map.with(new RefEntry(name, id(i), null));
            }
            assertThat(map.idOf(name)).isEqualTo(model.getOrDefault(name.value(), ObjectId.zeroId()));
        }
        assertThat(contents(map)).containsExactlyElementsOf(
                model.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().name()).toList());
        String start = unusual(random).value();
        List<String> tail = new ArrayList<>();
        map.from(start).forEachRemaining(e -> tail.add(e.name().value()));
        assertThat(tail).containsExactlyElementsOf(model.tailMap(start).keySet());
    }

    private static RefName unusual(Random random) {
        List<String> letters = List.of("a", "b", "-", "0", "z", "\u00e9", "\u20ac", "\ufffd", "\ud83d\ude00",
                "a-long-part-of-a-name-that-many-have-in-common");
        StringBuilder name = new StringBuilder(random.nextBoolean() ? "refs/heads/" : "refs/tags/");
        int parts = 1 + random.nextInt(3);
        for (int part = 0; part < parts; part++) {
            name.append(part == 0 ? "n" : "/n");
            for (int i = random.nextInt(3); i > 0; i--)
                name.append(letters.get(random.nextInt(letters.size())));
        }
        return new RefName(name.toString());
    }

    @Test
    void anOlderMapIsUntouchedByWhatComesAfterIt() {
        RefMap map = RefMap.EMPTY;
        for (int i = 0; i < 5000; i++)
            map = map.with(new RefEntry(branch("n" + i), id(i), null));
        List<String> before = contents(map);
        RefMap later = map;
        for (int i = 0; i < 5000; i += 2)
            later = later.without(branch("n" + i)).with(new RefEntry(branch("n" + (i + 1)), id(-i), null));
        assertThat(contents(map)).isEqualTo(before);
        assertThat(later.size()).isEqualTo(2500);
    }

    @Test
    void aRefThatWouldBeAFolderOfAnotherStandsInItsWay() {
        RefMap map = RefMap.EMPTY.with(new RefEntry(branch("a/b"), id(1), null))
                .with(new RefEntry(branch("x"), id(2), null));
        assertThat(map.blocking(branch("a"))).contains(branch("a/b"));
        assertThat(map.blocking(branch("a/b/c"))).contains(branch("a/b"));
        assertThat(map.blocking(branch("x/y/z"))).contains(branch("x"));
        assertThat(map.blocking(branch("a/b"))).isEmpty();
        assertThat(map.blocking(branch("a/bc"))).isEmpty();
        assertThat(map.blocking(branch("a-b"))).isEmpty();
    }

    @Test
    void refsOfAPrefixComeInOrderAndNoOthers() {
        RefMap map = RefMap.EMPTY;
        for (int i = 0; i < 1000; i++)
            map = map.with(new RefEntry(branch("team" + i % 10 + "/f" + i), id(i), null));
        List<String> found = new ArrayList<>();
        map.withPrefix("refs/heads/team3/").forEach(e -> found.add(e.name().value()));
        assertThat(found).hasSize(100).isSorted().allMatch(n -> n.startsWith("refs/heads/team3/"));
        assertThat(map.withPrefix("refs/tags/")).isEmpty();
    }

    private static List<String> contents(RefMap map) {
        List<String> all = new ArrayList<>();
        map.from("").forEachRemaining(e -> all.add(e.name() + " " + e.id().name()));
        return all;
    }

    private static RefName branch(String name) {
        return RefName.branch(name).orElseThrow();
    }

    private static ObjectId id(int i) {
        return new ObjectId(i, i * 31, 7, 8, 9);
    }
}
