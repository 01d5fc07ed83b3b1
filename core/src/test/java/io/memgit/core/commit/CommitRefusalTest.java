package io.memgit.core.commit;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.AUTHOR;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.bytes;
import static io.memgit.core.commit.CoreFixture.createFile;
import static io.memgit.core.commit.CoreFixture.move;
import static io.memgit.core.commit.CoreFixture.put;
import static io.memgit.core.commit.CoreFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.RefLimits;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class CommitRefusalTest {

    private static final String HOSTILE = "[submodule \"a\"]\n\tpath = a\n\turl = -u./payload\n";
    private static final RefName BELOW_MAIN = RefName.branch("main/below").orElseThrow();

    private final CoreFixture core = new CoreFixture();

    @Test
    void hostileGitmodulesAreRefusedHoweverTheyGetTheirName() {
        Committed plain = (Committed) core.commit(put("plain", HOSTILE));
        Content existing = new Content.Existing(blobOf(HOSTILE));
        assertInvalid(core.commit(put(".gitmodules", HOSTILE)), ".gitmodules");
        assertInvalid(core.commit(put("lib/.GitModules", HOSTILE)), "lib/.GitModules");
        assertInvalid(core.commit(new FileAction.Put(".gitmodules", existing, null, null)),
                ".gitmodules");
        assertInvalid(core.commit(move("plain", ".gitmodules")), ".gitmodules");
        assertInvalid(core.commit(new FileAction.Put(".gitmodules", bytes("plain"), BlobMode.SYMLINK, null)),
                ".gitmodules");
        assertThat(core.repository.refs().idOf(MAIN)).isEqualTo(plain.commit());
    }

    @Test
    void harmlessGitmodulesAreFiles() {
        assertThat(core.commit(put(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = https://example.org/a\n")))
                .isInstanceOf(Committed.class);
    }

    @Test
    void aDryRunMeetsWhatTheCommitItselfWouldMeet() {
        Committed first = (Committed) core.commit(put("a", "1"));
        CommitRequest real = request(BELOW_MAIN, List.of(createFile("b", "2")), first.commit(), null);
        CommitRequest dry = new CommitRequest(real.branch(), real.message(), real.actions(), AUTHOR, AUTHOR, ANNA,
                real.startFrom(), null, false, true);
        CommitOutcome outcome = core.commit(dry);
        assertThat(outcome).isInstanceOfSatisfying(Declined.class,
                d -> assertThat(d.reason()).isEqualTo(Reason.REF_CONFLICT));
        assertThat(core.commit(real)).isEqualTo(outcome);
    }

    @Test
    void aCommitMakesNoMoreBranchesThanARepositoryMayHave() {
        Committed first = (Committed) core.commit(put("a", "1"));
        Limits one = ChangedLimits.with(new RefLimits(1, 1));
        CommitRequest request = request(RefName.branch("side").orElseThrow(), List.of(createFile("b", "2")),
                first.commit(), null);
        assertThat(new Commits(core.repositories, one).commit(core.repository, request).join())
                .isInstanceOfSatisfying(Declined.class, d -> assertThat(d.limit()).isEqualTo("refs.per_repository"));
        assertThat(core.repository.refs().size()).isEqualTo(1);
    }

    @Test
    void whateverWasCheckedBeforeApplyMakesNoMoreRefsThanARepositoryMayHave() {
        Repositories small = new Repositories(Storage.inMemory(ChangedLimits.with(new RefLimits(1, 1))),
                InstantSource.system(), new Random(1));
        RepoName name = new RepoName("small");
        small.create(ANNA, name, "", true, MAIN).join();
        MemoryRepository repository = small.find(name).orElseThrow();
        // These commits are made with other limits than those of the repository.
        Commits commits = new Commits(small, Limits.defaults());
        Committed first = (Committed) commits.commit(repository, request(MAIN, List.of(put("a", "1")), null, null))
                .join();
        assertThat(commits.commit(repository, request(RefName.branch("side").orElseThrow(),
                List.of(createFile("b", "2")), first.commit(), null)).join())
                .isInstanceOfSatisfying(Declined.class, d -> assertThat(d.limit()).isEqualTo("refs.per_repository"));
        assertThat(commits.commit(repository, request(MAIN, List.of(put("a", "2")), null, null)).join())
                .isInstanceOf(Committed.class);
    }

    @Test
    void contentThatALaterActionReplacesIsHidden() throws IOException {
        core.commit(put("a", "first"), put("b", "kept"));
        assertThat(core.repository.holdsOnlyReachable()).isTrue();
        core.commit(put("a", "never seen"), put("a", "second"));
        assertThat(core.repository.allVisible(List.of(blobOf("never seen")))).isFalse();
        assertThat(core.repository.allVisible(List.of(blobOf("second"), blobOf("kept")))).isTrue();
    }

    @Test
    void nobodyWithoutANameMakesACommit() {
        assertThatThrownBy(() -> new Identity(" ", "a@example.org", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anErrorIsAnAnswerThatLeavesNothingHeld() {
        AtomicBoolean broken = new AtomicBoolean();
        CoreFixture failing = new CoreFixture(ledger -> new Exhausted(ledger, broken));
        Committed first = (Committed) failing.commit(put("a", "1"));
        broken.set(true);
        CompletableFuture<CommitOutcome> answer = failing.commits.commit(failing.repository, request(
                RefName.branch("side").orElseThrow(), List.of(createFile("b", "2")), first.commit(), null));
        assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    /** A ledger in a process without memory. */
    private record Exhausted(Ledger inner, AtomicBoolean broken) implements Ledger {

        @Override
        public CompletableFuture<Outcome> submit(Entry entry) {
            if (broken.get())
                throw new OutOfMemoryError("a test says so");
            return inner.submit(entry);
        }
    }

    private static ObjectId blobOf(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Quarantine().insert(Constants.OBJ_BLOB, content);
    }

    private static void assertInvalid(CommitOutcome outcome, String path) {
        assertThat(outcome).isInstanceOfSatisfying(Declined.class, d -> {
            assertThat(d.reason()).isEqualTo(Reason.INVALID_PATH);
            assertThat(d.path()).isEqualTo(path);
        });
    }
}
