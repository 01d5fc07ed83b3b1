package io.memgit.core.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main", "refs/heads/feature/a-b", "refs/tags/v1.0", "refs/notes/commits",
            "refs/heads/@", "refs/heads/grün", "refs/heads/😀", "refs/heads/a/HEAD", "refs/heads/refs/heads/x",
            "refs/heads/a.lock.b", "refs/heads/a-", "refs/heads/{}", "refs/heads/head"})
    void aGoodNameBelowHeadsTagsOrNotesCanBeWritten(String name) {
        assertThat(RefName.parse(name)).map(RefName::value).contains(name);
        assertThat(RefName.isWritable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "main", "refs", "refs/", "refs/heads", "refs/heads/", "refs/remotes/origin/main",
            "refs/memgit/workspaces/1", "refs/stash", "FETCH_HEAD", "head", "Refs/heads/main", "refs//heads/main"})
    void aNameElsewhereIsNoRef(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--upload-pack=x", "a/-b", "HEAD", "0123456789abcdef0123456789ABCDEF01234567"})
    void aShortNameThatReadsAsAnOptionOrAsAnotherObjectIsRefused(String shortName) {
        assertRefused("refs/heads/" + shortName);
        assertRefused("refs/tags/" + shortName);
        assertRefused("refs/notes/" + shortName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u007fb", "a\u0085b", "a\ud800b", "a\udc00", "\ud83d"})
    void controlCharactersAndHalfCharactersAreRefused(String shortName) {
        assertRefused("refs/heads/" + shortName);
    }

    @Test
    void headCanBeReadAndNotWritten() {
        assertThat(RefName.parse("HEAD")).contains(RefName.HEAD);
        assertThat(RefName.HEAD.isHead()).isTrue();
        assertThat(RefName.HEAD.shortName()).isEqualTo("HEAD");
        assertThat(RefName.isWritable("HEAD")).isFalse();
    }

    @Test
    void aNameTakes255BytesOfUtf8AndNotOneMore() {
        assertThat(RefName.branch("x".repeat(244))).isPresent();
        assertThat(RefName.branch("x".repeat(245))).isEmpty();
        assertThat(RefName.branch("ä".repeat(122))).isPresent();
        assertThat(RefName.branch("ä".repeat(123))).isEmpty();
        assertThat(RefName.branch("😀".repeat(61))).isPresent();
        assertThat(RefName.branch("😀".repeat(62))).isEmpty();
    }

    @Test
    void branchesAndTagsAreMadeFromShortNamesAndGiveThemBack() {
        RefName branch = RefName.branch("feature/a").orElseThrow();
        assertThat(branch).hasToString("refs/heads/feature/a");
        assertThat(branch.isBranch()).isTrue();
        assertThat(branch.shortName()).isEqualTo("feature/a");
        RefName tag = RefName.tag("v1").orElseThrow();
        assertThat(tag).hasToString("refs/tags/v1");
        assertThat(tag.isTag()).isTrue();
        assertThat(tag.isBranch()).isFalse();
        assertThat(tag.shortName()).isEqualTo("v1");
        assertThat(RefName.branch("")).isEmpty();
        assertThat(RefName.tag("a..b")).isEmpty();
    }

    private static void assertRefused(String name) {
        assertThat(RefName.parse(name)).isEmpty();
        assertThat(RefName.isWritable(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new RefName(name));
    }
}
