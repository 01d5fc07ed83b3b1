package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ref.RefName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class AnswerWindowTest {

    private static final int MOST = AnswerWindow.CHUNK * AnswerWindow.MAX_CHUNKS;

    private static EntryId id(long number) {
        return new EntryId(number, -number);
    }

    private static Outcome outcome(long number) {
        return new Outcome.Accepted(new EventNumber(number));
    }

    private static AnswerWindow with(int count) {
        AnswerWindow window = new AnswerWindow();
        for (int number = 0; number < count; number++)
            window.add(id(number), outcome(number));
        return window;
    }

    private static AnswerWindow copy(AnswerWindow.Frozen frozen) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frozen.writeTo(bytes);
        AnswerWindow copy = new AnswerWindow();
        copy.restore(new ByteArrayInputStream(bytes.toByteArray()));
        return copy;
    }

    @Test
    void theOldestAnswersAreForgottenAtTheBound() {
        AnswerWindow window = with(MOST + 1);
        assertThat(window.size()).isEqualTo(MOST + 1 - AnswerWindow.CHUNK);
        assertThat(window.find(id(AnswerWindow.CHUNK - 1))).isNull();
        assertThat(window.find(id(AnswerWindow.CHUNK))).isEqualTo(outcome(AnswerWindow.CHUNK));
    }

    @Test
    void longAnswersAreForgottenSooner() {
        AnswerWindow window = new AnswerWindow();
        String detail = "x".repeat(10_000);
        for (int number = 0; number < MOST; number++)
            window.add(id(number), new Outcome.Refused("CODE", detail));
        assertThat((long) window.size() * detail.length()).isLessThanOrEqualTo(AnswerWindow.MAX_BYTES);
        assertThat(window.find(id(MOST - 1))).isNotNull();
    }

    @Test
    void aCopyFromASnapshotForgetsTheSameAnswersAtTheSameTime() throws IOException {
        AnswerWindow window = with(MOST - 7);
        AnswerWindow copy = copy(window.freeze());
        for (int number = MOST; number < MOST + 2000; number++) {
            window.add(id(number), outcome(number));
            copy.add(id(number), outcome(number));
            assertThat(copy.size()).isEqualTo(window.size());
        }
        assertThat(copy.find(id(5000))).isEqualTo(outcome(5000));
    }

    @Test
    void aFrozenWindowDoesNotChange() throws IOException {
        AnswerWindow window = with(10);
        AnswerWindow.Frozen frozen = window.freeze();
        window.add(id(10), outcome(10));
        assertThat(copy(frozen).size()).isEqualTo(10);
    }

    @Test
    void everyKindOfOutcomeComesBack() throws IOException {
        List<Outcome> outcomes = List.of(outcome(7),
                new Outcome.Stale(new RefName("refs/heads/m\u00e4in"),
                        ObjectId.fromString("0123456789012345678901234567890123456789")),
                new Outcome.Conflicted("CODE", "a detail"), new Outcome.Refused("", ""));
        AnswerWindow window = new AnswerWindow();
        for (int i = 0; i < outcomes.size(); i++)
            window.add(id(i), outcomes.get(i));
        AnswerWindow copy = copy(window.freeze());
        for (int i = 0; i < outcomes.size(); i++)
            assertThat(copy.find(id(i))).isEqualTo(outcomes.get(i));
    }

    @Test
    void aCountThatCannotBeIsNotBelieved() {
        assertThatThrownBy(() -> new AnswerWindow().restore(new ByteArrayInputStream(new byte[]{127, 0, 0, 0})))
                .isInstanceOf(IOException.class);
    }
}
