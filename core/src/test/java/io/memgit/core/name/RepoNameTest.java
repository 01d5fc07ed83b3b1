package io.memgit.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "app", "team/app", "team/backend/app", "A.b_c-d", "x..y", "x.", "git", "lock",
            "a.gitx", "a.git.b/c", "a.lock-b"})
    void aNameOfOneToThreeGoodSegmentsIsKeptAsGiven(String text) {
        assertThat(RepoName.parse(text)).hasValueSatisfying(name -> {
            assertThat(name.value()).isEqualTo(text);
            assertThat(name).hasToString(text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a/b/c/d", ".", "..", "a/..", "../a", "./a", ".a", "-a", "_a",
            "a/-b", "a b", "a\\b", "a%2Fb", "a;b", "a:b", "a\u0000", "a\n", "ä", "a/\u00e9", "a.git", "a.GIT",
            "a.gIt/b",
            "a/b.lock", "a.LOCK", "a@b", "a~1", "a?", "a#b"})
    void anythingElseIsNoName(String text) {
        assertThat(RepoName.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new RepoName(text));
    }

    @Test
    void aSegmentHoldsAHundredCharactersAndNotOneMore() {
        String longest = "x".repeat(100);
        assertThat(RepoName.parse(longest + "/" + longest + "/" + longest)).isPresent();
        assertThat(RepoName.parse(longest + "x")).isEmpty();
        assertThat(RepoName.parse("a/" + longest + "x")).isEmpty();
    }

    @Test
    void spellingsThatDifferInCaseOnlyHaveOneKey() {
        assertThat(new RepoName("Team/App").key()).isEqualTo(new RepoName("tEAM/aPP").key()).isEqualTo("team/app");
        assertThat(new RepoName("Team/App").value()).isEqualTo("Team/App");
    }
}
