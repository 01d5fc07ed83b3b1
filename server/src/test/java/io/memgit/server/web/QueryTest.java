package io.memgit.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.ProblemException;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static void refuses(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(Code.INVALID_REQUEST);
            assertThat(e.problem().details()).containsEntry("parameter", parameter);
        });
    }

    @Test
    void namesAndValuesAreDecodedAndPlusIsASpace() {
        Query query = Query.parse("a+b=c%2Bd+e&empty=&bare&%C3%BC=%26");
        assertThat(query.text("a b")).hasValue("c+d e");
        assertThat(query.text("empty")).hasValue("");
        assertThat(query.text("bare")).hasValue("");
        assertThat(query.text("ü")).hasValue("&");
        assertThat(query.text("missing")).isEmpty();
    }

    @Test
    void aRepeatedParameterIsRefusedWhereOneIsNeededAndGivenWhereAllAre() {
        Query query = Query.parse("path=a&path=b");
        refuses("path", () -> query.text("path"));
        assertThat(query.texts("path")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "1"})
    void flagsAreTrueInEverySpellingOfTheLanguagesThatSendThem(String text) {
        assertThat(Query.parse("f=" + text).flag("f")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "0"})
    void flagsAreFalseInEverySpellingOfTheLanguagesThatSendThem(String text) {
        assertThat(Query.parse("f=" + text).flag("f", true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f=yes", "f=", "f", "f=2"})
    void anythingElseIsNoFlag(String raw) {
        refuses("f", () -> Query.parse(raw).flag("f"));
    }

    @Test
    void numbersKeepToTheirBounds() {
        assertThat(Query.parse("n=7").number("n", 1, 1, 10)).isEqualTo(7);
        assertThat(Query.parse("").number("n", 3, 1, 10)).isEqualTo(3);
        refuses("n", () -> Query.parse("n=11").number("n", 1, 1, 10));
        refuses("n", () -> Query.parse("n=0").number("n", 1, 1, 10));
        refuses("n", () -> Query.parse("n=99999999999").number("n", 1, 1, 10));
        refuses("n", () -> Query.parse("n=1.5").number("n", 1, 1, 10));
        refuses("n", () -> Query.parse("n=").number("n", 1, 1, 10));
    }

    @Test
    void timesTakeAnOffsetEvenWithItsPlusUnencoded() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(Query.parse("t=2026-01-31T12:00:00Z").instant("t")).hasValue(noon);
        assertThat(Query.parse("t=2026-01-31T14:00:00+02:00").instant("t")).hasValue(noon);
        assertThat(Query.parse("t=2026-01-31T14:00:00%2B02:00").instant("t")).hasValue(noon);
        refuses("t", () -> Query.parse("t=yesterday").instant("t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "%zz=1", "a=%ff", "a=%00"})
    void brokenEscapesAreRefused(String raw) {
        assertThatThrownBy(() -> Query.parse(raw)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo(Code.INVALID_REQUEST));
    }
}
