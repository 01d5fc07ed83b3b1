package io.memgit.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.name.RepoName;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.JsonLines;
import io.memgit.server.web.JsonWriting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private final Json json = new Json(64);

    enum Mode {
        FILE("100644"), PROGRAM("100755");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    record Action(String path, Optional<String> content, @Nullable Mode mode) {}

    record Edit(String branch, boolean allowEmpty, int times, List<Action> actions, Optional<ObjectId> expectedHead) {}

    record Shown(RepoName id, ObjectId head, Instant createdAt, @Nullable String nextCursor,
            Optional<Instant> expiresAt, Mode mode) {}

    record Picky(String word) {
        Picky {
            if (word.isEmpty())
                throw new IllegalArgumentException("must not be empty");
        }
    }

    record Holder(Picky picky) {}

    private Edit read(String text) {
        return json.read(text.getBytes(StandardCharsets.UTF_8), Edit.class);
    }

    private Problem refusal(String text) {
        return refusal(text, Edit.class);
    }

    private Problem refusal(String text, Class<?> type) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(() -> json.read(text.getBytes(StandardCharsets.UTF_8), type))
                .isInstanceOfSatisfying(ProblemException.class, e -> problem[0] = e.problem());
        assertThat(problem[0].code()).isEqualTo(Code.INVALID_REQUEST);
        return problem[0];
    }

    @Test
    void whatMayBeAbsentMayBeAbsent() {
        Edit edit = read("{\"branch\":\"main\",\"actions\":[{\"path\":\"a\"}]}");
        assertThat(edit).isEqualTo(
                new Edit("main", false, 0, List.of(new Action("a", Optional.empty(), null)), Optional.empty()));
    }

    @Test
    void nullStandsForAbsentWhereAbsentIsLegal() {
        Edit edit = read(
                "{\"branch\":\"main\",\"actions\":[{\"path\":\"a\",\"content\":null,\"mode\":null}],\"expected_head\":null,\"allow_empty\":null,\"times\":null}");
        assertThat(edit.actions()).containsExactly(new Action("a", Optional.empty(), null));
        assertThat(edit.expectedHead()).isEmpty();
    }

    @Test
    void valuesOfEveryKindAreRead() {
        Edit edit = read(
                "{\"branch\":\"ü\",\"allow_empty\":true,\"times\":3,\"actions\":[{\"path\":\"a\",\"content\":\"\","
                        + "\"mode\":\"100755\"}],\"expected_head\":\"" + HASH + "\"}");
        assertThat(edit.branch()).isEqualTo("ü");
        assertThat(edit.allowEmpty()).isTrue();
        assertThat(edit.times()).isEqualTo(3);
        assertThat(edit.actions().getFirst()).isEqualTo(new Action("a", Optional.of(""), Mode.PROGRAM));
        assertThat(edit.expectedHead()).hasValue(ObjectId.fromString(HASH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"branch\":\"m\",\"actions\":[],\"nope\":1}|nope",
            "{\"branch\":\"m\",\"actions\":[{\"path\":\"a\"},{\"path\":\"b\",\"contents\":\"x\"}]}|actions[1].contents",
            "{\"branch\":1,\"actions\":[]}|branch",
            "{\"branch\":true,\"actions\":[]}|branch",
            "{\"branch\":{},\"actions\":[]}|branch",
            "{\"branch\":[\"m\"],\"actions\":[]}|branch",
            "{\"branch\":null,\"actions\":[]}|branch",
            "{\"actions\":[]}|branch",
            "{\"branch\":\"m\",\"actions\":{}}|actions",
            "{\"branch\":\"m\",\"actions\":\"a\"}|actions",
            "{\"branch\":\"m\",\"actions\":[7]}|actions[0]",
            "{\"branch\":\"m\",\"actions\":[null]}|actions[0]",
            "{\"branch\":\"m\",\"actions\":[],\"allow_empty\":\"true\"}|allow_empty",
            "{\"branch\":\"m\",\"actions\":[],\"allow_empty\":1}|allow_empty",
            "{\"branch\":\"m\",\"actions\":[],\"times\":\"3\"}|times",
            "{\"branch\":\"m\",\"actions\":[],\"times\":1.5}|times",
            "{\"branch\":\"m\",\"actions\":[],\"times\":99999999999}|times",
            "{\"branch\":\"m\",\"actions\":[{\"path\":\"a\",\"mode\":\"777\"}]}|actions[0].mode",
            "{\"branch\":\"m\",\"actions\":[{\"path\":\"a\",\"mode\":0}]}|actions[0].mode",
            "{\"branch\":\"m\",\"actions\":[],\"expected_head\":\"xyz\"}|expected_head"})
    void whatDoesNotFitNamesItsField(String text, String field) {
        Problem problem = refusal(text);
        assertThat(problem.details()).as(problem.detail()).containsEntry("field", field);
        assertThat(problem.detail()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "[]", "null", "1", "\"x\"", "{\"branch\":\"m\",\"actions\":[]} x", "{} {}",
            "{branch:1}", "{'branch':1}", "{\"branch\":\"m\",\"branch\":\"n\",\"actions\":[]}", "{\"branch\":\"\\ud800",
            "\u0001",
            "{\"branch\":\"a\nb\",\"actions\":[]}"})
    void whatIsNoSingleObjectIsRefused(String text) {
        refusal(text);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = "{\"branch\":\"?\",\"actions\":[]}".getBytes(StandardCharsets.UTF_8);
        bytes[11] = (byte) 0xff;
        assertThatThrownBy(() -> json.read(bytes, Edit.class)).isInstanceOf(ProblemException.class);
    }

    @Test
    void deepNestingIsRefusedWithoutBeingFollowed() {
        refusal("[".repeat(100_000));
        refusal("{\"actions\":".repeat(100_000));
        assertThat(refusal("{\"a\":" + "[".repeat(100_000), Map.class).detail()).contains("deep");
    }

    @Test
    void theWordsNeverHoldTheValue() {
        assertThat(refusal("{\"branch\":\"m\",\"actions\":\"secret-value\"}").toString())
                .doesNotContain("secret-value");
        assertThat(refusal("{\"branch\":\"m\",\"actions\":[{\"path\":\"a\",\"mode\":\"secret-value\"}]}").toString())
                .doesNotContain("secret-value");
    }

    @Test
    void aRecordsOwnRuleIsToldWithItsField() {
        Problem problem = refusal("{\"picky\":{\"word\":\"\"}}", Holder.class);
        assertThat(problem.details()).containsEntry("field", "picky");
        assertThat(problem.detail()).isEqualTo("field picky: must not be empty");
    }

    @Test
    void answersAreWrittenAsTheContractSays() {
        Shown shown = new Shown(new RepoName("team/app"), ObjectId.fromString(HASH),
                Instant.parse("2026-01-31T12:00:00Z"),
                null, Optional.empty(), Mode.FILE);
        assertThat(new String(json.write(shown), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"team/app\",\"head\":\"" + HASH
                        + "\",\"created_at\":\"2026-01-31T12:00:00.000Z\",\"next_cursor\":null,\"mode\":\"100644\"}");
    }

    @Test
    void aValueCanWriteItself() {
        JsonWriting self = g -> {
            g.writeStartObject();
            g.writeStringProperty("a", "b");
            g.writeEndObject();
        };
        assertThat(new String(json.write(self), StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"b\"}");
        assertThat(new String(json.write(Map.of("x", List.of(self))), StandardCharsets.UTF_8))
                .isEqualTo("{\"x\":[{\"a\":\"b\"}]}");
    }

    @Test
    void linesAreReadOneByOneAndMistakesNameTheirLine() {
        String text = "{\"path\":\"a\"}\n{\"path\":\"b\",\"content\":\"x\"}\n\n{\"path\":3}\n";
        JsonLines lines = json.lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> {});
        List<String> paths = new ArrayList<>();
        paths.add(lines.next(Action.class).orElseThrow().path());
        paths.add(lines.next(Action.class).orElseThrow().path());
        assertThat(paths).containsExactly("a", "b");
        assertThatThrownBy(() -> lines.next(Action.class)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().details()).containsEntry("field", "path").containsEntry("line", 4));
    }

    @Test
    void theEndOfTheLinesIsEmpty() {
        assertThat(json.lines(new ByteArrayInputStream(new byte[0]), () -> {}).next(Action.class)).isEmpty();
    }
}
