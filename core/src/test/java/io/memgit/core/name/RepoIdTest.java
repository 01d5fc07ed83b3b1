package io.memgit.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoIdTest {

    @Property
    void everyIdIsReadBackFromItsThirtyTwoHexDigits(@ForAll long high, @ForAll long low) {
        RepoId id = new RepoId(high, low);
        assertThat(id.toString()).matches("[0-9a-f]{32}");
        assertThat(RepoId.parse(id.toString())).contains(id);
    }

    @Test
    void theUpperHalfIsWrittenFirst() {
        assertThat(new RepoId(0x0123456789abcdefL, 0xfL)).hasToString("0123456789abcdef000000000000000f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0123456789abcdef000000000000000", "0123456789abcdef000000000000000f0",
            "0123456789ABCDEF000000000000000f", "0123456789abcdeg000000000000000f", "0123456789abcdef-00000000000000f",
            "\uff10123456789abcdef000000000000000"})
    void anythingButThirtyTwoLowerCaseHexDigitsIsNoId(String text) {
        assertThat(RepoId.parse(text)).isEmpty();
    }

    @Test
    void idsFromOneSourceOfRandomnessDiffer() {
        SplittableRandom random = new SplittableRandom(42);
        Set<RepoId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.add(RepoId.random(random))).isTrue();
        }
    }
}
