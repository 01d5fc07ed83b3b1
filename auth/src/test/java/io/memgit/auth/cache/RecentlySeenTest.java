package io.memgit.auth.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlySeenTest {

    private final RecentlySeen<Integer, String> seen = new RecentlySeen<>(10);

    @Test
    void whatIsRememberedIsFoundUntilItIsRemoved() {
        seen.put(1, "one");
        assertThat(seen.get(1)).isEqualTo("one");
        assertThat(seen.get(2)).isNull();
        seen.remove(1);
        assertThat(seen.get(1)).isNull();
    }

    @Test
    void itNeverHoldsMoreThanItsCapacity() {
        for (int i = 0; i < 1_000; i++) {
            seen.put(i, "x");
            assertThat(seen.size()).isLessThanOrEqualTo(10);
        }
        assertThat(seen.get(999)).isEqualTo("x");
        assertThat(seen.get(0)).isNull();
    }

    @Test
    void whatIsUsedStaysWhileOthersComeAndGo() {
        seen.put(-1, "kept");
        for (int i = 0; i < 1_000; i++) {
            seen.put(i, "x");
            if (i % 4 == 0)
                assertThat(seen.get(-1)).isEqualTo("kept");
        }
    }

    @Test
    void aRemovedKeyIsGoneFromBothGenerations() {
        seen.put(-1, "x");
        for (int i = 0; i < 5; i++)
            seen.put(i, "x");
        seen.remove(-1);
        assertThat(seen.get(-1)).isNull();
    }
}
