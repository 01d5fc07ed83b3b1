package io.memgit.core.sequencer;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.AUTHOR;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static io.memgit.core.commit.CoreFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitRequest;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.FileAction;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.SequencerLimits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import io.memgit.core.sequencer.SequencerOutcome.Declined;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import io.memgit.core.sequencer.SequencerOutcome.NoConflict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long conflicts wait, how many do, and for whom. */
class ConflictSessionsTest {

    private static final Actor BERT = new Actor("bert");
    private static final GitPath FILE = GitPath.parse("f").orElseThrow();
    private static final List<FileResolution> THEIRS = List
            .of(new FileResolution.Take(FILE, FileResolution.Side.THEIRS));

    private final CoreFixture core = new CoreFixture();
    private Instant now = Instant.ofEpochSecond(1_700_000_000);
    private final Sequencer sequencer = sequencer(new SequencerLimits(3, Duration.ofMinutes(1), 3,
            ByteCount.megabytes(1), Duration.ofHours(1)));
    private final ObjectId theirs;

    ConflictSessionsTest() {
        core.commit(put("f", "base\n"));
        RefName side = RefName.branch("side").orElseThrow();
        ObjectId base = core.repository.refs().idOf(MAIN);
        theirs = ((Committed) core.commit(request(side, List.of(put("f", "theirs\n")), base, null))).commit();
        core.commit(put("f", "ours\n"));
    }

    private Sequencer sequencer(SequencerLimits limits) {
        Limits all = ChangedLimits.with(limits);
        return new Sequencer(core.repositories, core.commits, new Browse(all), new Merge(all), all, () -> now,
                new Random(1));
    }

    private SequencerOutcome run(Operation operation) {
        return sequencer.run(core.repository, new SequencerRequest(ANNA, operation, null, false)).join();
    }

    private ConflictId meet() {
        return meet(null);
    }

    private ConflictId meet(@Nullable String message) {
        Operation merge = new Operation.Merge(MAIN, theirs, "branch 'side'", "side", MergeStrategy.MERGE, Favor.NONE,
                message, AUTHOR, AUTHOR);
        return ((Conflicted) run(merge)).id().orElseThrow();
    }

    private boolean waits(Actor actor, ConflictId id) throws Exception {
        return sequencer.conflict(core.repository, actor, id).isPresent();
    }

    @Test
    void aConflictWaitsForAnHourAfterItWasMet() throws Exception {
        ConflictId id = meet();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(waits(ANNA, id)).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(waits(ANNA, id)).isFalse();
        assertThat(sequencer.resolve(core.repository, ANNA, id, THEIRS, false).join()).isEqualTo(new NoConflict());
    }

    @Test
    void theOneThatWasNotTouchedForLongestGoesWhenThereAreTooMany() throws Exception {
        List<ConflictId> met = List.of(meet(), meet(), meet(), meet());
        assertThat(waits(ANNA, met.getFirst())).isFalse();
        for (ConflictId id : met.subList(1, 4))
            assertThat(waits(ANNA, id)).isTrue();
    }

    @Test
    void whatConflictsTakeIsCountedWithTheirMessages() throws Exception {
        List<ConflictId> met = List.of(meet("a".repeat(300_000)), meet("b".repeat(300_000)));
        assertThat(waits(ANNA, met.getFirst())).isFalse();
        assertThat(waits(ANNA, met.getLast())).isTrue();
    }

    @Test
    void whatConflictsTakeIsCountedWithTheirCommitsAndPaths() throws Exception {
        List<GitPath> paths = new ArrayList<>();
        for (int i = 0; i < 2_000; i++)
            paths.add(GitPath.parse("d" + i + "/" + "x".repeat(200)).orElseThrow());
        List<FileResolution> files = paths.stream()
                .<FileResolution>map(p -> new FileResolution.Take(p, FileResolution.Side.OURS))
                .toList();
        Resolutions solved = Resolutions.NONE.with(new Resolutions.Key(theirs, paths.stream()
                .map(p -> new Resolutions.Versions(p.text(), Optional.empty(), Optional.empty(), Optional.empty()))
                .toList()), files);
        assertThat(solved.bytes()).isGreaterThan(2_000 * 400);
        Operation picks = new Operation.CherryPick(MAIN, Collections.nCopies(10_000, theirs), 0, AUTHOR);
        assertThat(picks.bytes()).isGreaterThan(10_000 * 32);
    }

    @Test
    void aConflictIsNotGoneOnWithWhileNoRefLeadsToWhatItIsAbout() throws Exception {
        RefName side = RefName.branch("side").orElseThrow();
        ConflictId id = meet();
        write(RefUpdate.delete(side, theirs));
        ObjectId head = core.repository.refs().idOf(MAIN);
        assertThat(sequencer.resolve(core.repository, ANNA, id, THEIRS, false).join())
                .isInstanceOfSatisfying(Declined.class, d -> {
                    assertThat(d.reason()).isEqualTo(SequencerOutcome.Reason.NO_COMMIT);
                    assertThat(d.commit()).contains(theirs);
                });
        assertThat(core.repository.refs().idOf(MAIN)).isEqualTo(head);
        write(RefUpdate.create(side, theirs));
        assertThat(sequencer.resolve(core.repository, ANNA, id, THEIRS, false).join()).isInstanceOf(Done.class);
    }

    private void write(RefUpdate update) {
        assertThat(core.repositories.write(ANNA, core.repository,
                new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH)).join())
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void nobodyElseSeesAConflictOrEndsIt() throws Exception {
        ConflictId id = meet();
        assertThat(waits(BERT, id)).isFalse();
        assertThat(sequencer.abandon(core.repository, BERT, id)).isFalse();
        assertThat(sequencer.resolve(core.repository, BERT, id, THEIRS, false).join()).isEqualTo(new NoConflict());
        assertThat(sequencer.resolve(core.repository, ANNA, id, THEIRS, false).join()).isInstanceOf(Done.class);
    }

    @Test
    void whatIsResolvedWithMustBeWhatGitCanObey() throws Exception {
        RefName other = RefName.branch("other").orElseThrow();
        ObjectId base = core.repository.refs().idOf(MAIN);
        ObjectId added = ((Committed) core.commit(request(other,
                List.of(put(".gitmodules", "[submodule \"a\"]\n\tpath = a\n\turl = https://example.org/a\n")), base,
                null))).commit();
        core.commit(put(".gitmodules", "[submodule \"b\"]\n\tpath = b\n\turl = https://example.org/b\n"));
        Operation pick = new Operation.CherryPick(MAIN, List.of(added), 0, AUTHOR);
        ConflictId id = ((Conflicted) run(pick)).id().orElseThrow();
        byte[] hostile = "[submodule \"a\"]\n\tpath = a\n\turl = --upload-pack=x\n".getBytes(
                StandardCharsets.US_ASCII);
        List<FileResolution> files = List.of(new FileResolution.Write(GitPath.parse(".gitmodules").orElseThrow(),
                hostile, Optional.empty()));
        assertThat(sequencer.resolve(core.repository, ANNA, id, files, false).join())
                .isInstanceOfSatisfying(Declined.class,
                        d -> assertThat(d.reason()).isEqualTo(SequencerOutcome.Reason.CONTENT));
        assertThat(waits(ANNA, id)).isTrue();
    }

    @Test
    void moreCommitsThanOneRequestMayMakeAreRefused() {
        Operation pick = new Operation.CherryPick(MAIN, List.of(theirs, theirs, theirs, theirs), 0, AUTHOR);
        assertThat(run(pick)).isInstanceOfSatisfying(Declined.class,
                d -> assertThat(d.limit()).isEqualTo("sequencer.commits"));
    }

    @Test
    void whatWasMadeOnTheWayAndIsNotReachedDoesNotComeIn() {
        long before = core.repository.objects().objectCount();
        ObjectId base = core.repository.refs().idOf(MAIN);
        RefName side = RefName.branch("fixups").orElseThrow();
        core.commit(saying(side, "Begin", put("g", "1"), base));
        core.commit(saying(side, "fixup! Begin", put("g", "2"), null));
        core.commit(put("h", "3"));
        Operation rebase = new Operation.Rebase(side, core.repository.refs().idOf(MAIN), base, true, AUTHOR);
        assertThat(run(rebase)).isInstanceOf(Done.class);
        // Three commits of a blob and a tree each, and one made of two with its tree.
        assertThat(core.repository.objects().objectCount()).isEqualTo(before + 3 * 3 + 2);
    }

    private static CommitRequest saying(RefName branch, String message, FileAction action, @Nullable ObjectId from) {
        return new CommitRequest(branch, message, List.of(action), AUTHOR, AUTHOR, ANNA, from, null, false, false);
    }
}
