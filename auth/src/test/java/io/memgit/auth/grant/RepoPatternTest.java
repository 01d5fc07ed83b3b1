package io.memgit.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memgit.core.name.RepoName;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPatternTest {

    @ParameterizedTest
    @CsvSource({"app,app", "APP,app", "app,App", "team/*,team/app", "Team/*,tEAM/aPP", "*,app", "**,app", "**,a/b/c",
            "team/**,team/a/b", "*/app,team/app", "team/a?p,team/app", "t*m/a*,team/app", "**/app,a/b/app",
            "*a*b*,xaxbx", "te**pp,team/app"})
    void aPatternNamesWhatItSpells(String pattern, String repo) {
        assertThat(new RepoPattern(pattern).matches(new RepoName(repo))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"app,apps", "team/*,team", "team/*,team/a/b", "team/*,teams/app", "team/*,other/app", "*,team/app",
            "team?app,team/app", "**/app,app", "team/**,team", "a*b*c,axbx"})
    void aStarOfOneSegmentDoesNotCrossASlashAndNothingElseMatches(String pattern, String repo) {
        assertThat(new RepoPattern(pattern).matches(new RepoName(repo))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a b", "a\\b", "{a,b}", "[ab]", "ä", "a%2Fb", "a\n"})
    void whatNoRepositoryNameCanMatchIsNoPattern(String text) {
        assertThat(RepoPattern.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new RepoPattern(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {255})
    void aPatternHoldsSoManyCharactersAndNotOneMore(int chars) {
        assertThat(RepoPattern.parse("a".repeat(chars))).isPresent();
        assertThat(RepoPattern.parse("a".repeat(chars + 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"**,team/*", "team/*,Team/*", "team/*,team/app", "**,**"})
    void aPatternCoversItsEqualsAndTheNamesItMatches(String wide, String narrow) {
        assertThat(new RepoPattern(wide).covers(new RepoPattern(narrow))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"team/*,**", "team/*,*/app", "team/*,team/**", "team/app,team/*", "team/*,other/app"})
    void aPatternDoesNotCoverWhatReachesBeyondIt(String narrow, String wide) {
        assertThat(new RepoPattern(narrow).covers(new RepoPattern(wide))).isFalse();
    }

    @Property(tries = 5_000)
    void aPatternMatchesWhatTheSameRegularExpressionMatches(@ForAll("patterns") String pattern,
            @ForAll("names") String name) {
        String regex = pattern.replace(".", "\\.").replaceAll("\\*{2,}", "#").replace("*", "[^/]*").replace("#", ".*")
                .replace("?", "[^/]");
        assertThat(new RepoPattern(pattern).matches(new RepoName(name)))
                .isEqualTo(Pattern.matches("(?i)" + regex, name));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("aAb*?/").ofMinLength(1).ofMaxLength(10).filter(
                text -> RepoPattern.parse(text).isPresent());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("aBb/").ofMinLength(1).ofMaxLength(10).filter(
                text -> RepoName.parse(text).isPresent());
    }
}
