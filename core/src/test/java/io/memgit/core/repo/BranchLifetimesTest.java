package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ref.RefName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BranchLifetimesTest {

    @Property(tries = 20)
    void itIsAMapInTheOrderOfNames(@ForAll long seed) {
        Random random = new Random(seed);
        int names = 1 + random.nextInt(2_000);
        TreeMap<RefName, Lifetime> model = new TreeMap<>();
        BranchLifetimes map = BranchLifetimes.NONE;
        for (int step = 0; step < 4_000; step++) {
            RefName name = name(random.nextInt(names));
            if (random.nextInt(10) < (step < 2_500 ? 2 : 8)) {
                model.remove(name);
                map = map.without(name);
            } else {
                Lifetime lifetime = lifetime(step);
                model.put(name, lifetime);
                map = map.with(name, lifetime);
            }
            assertThat(map.size()).isEqualTo(model.size());
            assertThat(map.get(name)).isEqualTo(model.get(name));
            if (step % 500 == 0)
                assertThat(map.entries()).containsExactlyElementsOf(model.entrySet());
        }
        assertThat(map.entries()).containsExactlyElementsOf(model.entrySet());
        for (RefName name : List.copyOf(model.keySet()))
            map = map.without(name);
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void whatWasTakenBeforeStaysAsItWas() {
        BranchLifetimes map = BranchLifetimes.NONE;
        List<BranchLifetimes> taken = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            taken.add(map);
            map = map.with(name(i), lifetime(i));
        }
        assertThat(map.with(name(0), lifetime(-1)).without(name(1)).size()).isEqualTo(599);
        assertThat(map.get(name(0))).isEqualTo(lifetime(0));
        for (int i = 0; i < 600; i++) {
            assertThat(taken.get(i).size()).isEqualTo(i);
            assertThat(taken.get(i).get(name(i))).isNull();
        }
        assertThat(taken.get(2).entries()).containsExactlyInAnyOrder(Map.entry(name(0), lifetime(0)),
                Map.entry(name(1), lifetime(1)));
    }

    private static RefName name(int i) {
        return RefName.branch("b" + i).orElseThrow();
    }

    private static Lifetime lifetime(long i) {
        return new Lifetime(new Ttl(60), new Stamp(new EventNumber(i), i, i));
    }
}
