package io.memgit.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.RepeatedException;
import io.memgit.core.limits.HttpLimits;
import io.memgit.core.name.RepoId;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the ledger has a receipt of is answered out of that. */
class ReplaysTest {

    private static final Scope SCOPE = new Scope("anna", "/api/v1/notes", "k");
    private static final Receipt RECEIPT = new Receipt(SCOPE.hash(), "same", new RepoId(1, 2), new EventNumber(7), 1,
            2, ByteString.EMPTY);

    private final Replays replays = new Replays(HttpLimits.defaults(), answer -> answer, System::nanoTime);
    private @Nullable Receipt known;
    private int ran;
    private int remade;

    private final class Call implements Replays.Work {
        private final String fingerprint;
        private final Supplier<Answer> handler;

        Call(String fingerprint, Supplier<Answer> handler) {
            this.fingerprint = fingerprint;
            this.handler = handler;
        }

        @Override
        public Answer run() {
            ran++;
            return handler.get();
        }

        @Override
        public Fingerprint fingerprint() {
            return new Fingerprint(fingerprint);
        }

        @Override
        public Optional<Receipt> receipt() {
            return Optional.ofNullable(known);
        }

        @Override
        public Answer again(Receipt receipt) {
            remade++;
            if (fingerprint.equals("unreadable"))
                throw Problem.of(Code.INVALID_REQUEST, "no JSON").asException();
            return Answer.noContent().sequence(receipt.number().value());
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofSeconds(30);
        }
    }

    private Answer once(String fingerprint, Supplier<Answer> handler) throws IOException {
        return replays.once(SCOPE, new Call(fingerprint, handler));
    }

    private void assertRepeated(Answer answer) {
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("X-Sequence")).hasValue("7");
        assertThat(answer.headers()).filteredOn(header -> header.name().equals("Idempotency-Replayed")).hasSize(1);
    }

    private void assertMismatch(String fingerprint) {
        assertThatThrownBy(() -> once(fingerprint, Answer::noContent)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().status()).isEqualTo(422));
    }

    @Test
    void whatWasDoneBeforeIsAnsweredWithoutDoingItAndKeptFromThenOn() throws IOException {
        known = RECEIPT;
        assertRepeated(once("same", Answer::noContent));
        known = null;
        assertRepeated(once("same", Answer::noContent));
        assertThat(ran).isZero();
        assertThat(remade).isEqualTo(1);
    }

    @Test
    void anotherRequestUnderTheKeyOfOneThatWasDoneIsRefusedWhateverItIs() {
        known = RECEIPT;
        assertMismatch("other");
        assertMismatch("unreadable");
        assertThat(ran).isZero();
        assertThat(replays.count()).isZero();
    }

    @Test
    void whatTheLedgerFindsToBeDoneIsAnsweredAsThat() throws IOException {
        assertRepeated(once("same", () -> {
            throw new RepeatedException(RECEIPT);
        }));
    }

    @Test
    void aRefusalIsNotAnsweredWhenWhatIsInTheWayIsTheFirstOne() throws IOException {
        assertRepeated(once("same", () -> {
            known = RECEIPT;
            return Answer.problem(Problem.of(Code.REPO_EXISTS, "there is one"));
        }));
        known = null;
        assertRepeated(once("same", Answer::noContent));
        assertThat(ran).isEqualTo(1);
    }
}
