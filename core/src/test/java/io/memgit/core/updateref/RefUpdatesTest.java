package io.memgit.core.updateref;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventType;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.updateref.RefOutcome.Blocked;
import io.memgit.core.updateref.RefOutcome.IsDefaultBranch;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Moved;
import io.memgit.core.updateref.RefOutcome.NamedTwice;
import io.memgit.core.updateref.RefOutcome.NoSuchObject;
import io.memgit.core.updateref.RefOutcome.NotFastForward;
import io.memgit.core.updateref.RefOutcome.TooMuch;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.core.updateref.RefOutcome.WrongType;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefUpdatesTest {

    private static final RefName SIDE = RefName.branch("side").orElseThrow();
    private static final RefName TAG = RefName.tag("v1").orElseThrow();

    private final CoreFixture core = new CoreFixture();
    private final RefUpdates updates = new RefUpdates(core.repositories, core.commits, Limits.defaults());
    private ObjectId first = ObjectId.zeroId();
    private ObjectId second = ObjectId.zeroId();

    @BeforeEach
    void twoCommits() {
        first = ((Committed) core.commit(put("a", "1"))).commit();
        second = ((Committed) core.commit(put("a", "2"))).commit();
    }

    @Test
    void severalRefsAreChangedInOneStepWithOneEvent() {
        long before = core.repository.root().number().value();
        RefOutcome outcome = update(RefChange.create(SIDE, first), RefChange.create(TAG, second));
        assertThat(outcome).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(SIDE)).isEqualTo(first);
        assertThat(core.repository.refs().idOf(TAG)).isEqualTo(second);
        assertThat(core.repository.root().number().value()).isEqualTo(before + 1);
    }

    @Test
    void theFirstMismatchIsToldAndNothingIsChanged() {
        RefMap before = core.repository.refs();
        RefOutcome outcome = update(RefChange.create(SIDE, first), new RefChange(MAIN, first, second, false),
                RefChange.create(MAIN, first));
        assertThat(outcome).isInstanceOf(NamedTwice.class);
        outcome = update(RefChange.create(SIDE, first), new RefChange(MAIN, first, second, false));
        assertThat(outcome).isEqualTo(new Moved(MAIN, second));
        assertThat(core.repository.refs()).isSameAs(before);
    }

    @Test
    void aBranchIsOnlyMovedForwardUnlessItIsForced() {
        assertThat(update(new RefChange(MAIN, second, first, false))).isEqualTo(new NotFastForward(MAIN, second));
        assertThat(core.repository.refs().idOf(MAIN)).isEqualTo(second);
        assertThat(update(new RefChange(MAIN, second, first, true)))
                .isInstanceOfSatisfying(Updated.class, u -> assertThat(u.updates().getFirst().rewinds()).isTrue());
        assertThat(update(new RefChange(MAIN, null, first, false))).isInstanceOf(Updated.class);
    }

    @Test
    void aMoveForwardIsKnownAsOne() {
        assertThat(update(RefChange.create(SIDE, first))).isInstanceOf(Updated.class);
        assertThat(update(new RefChange(SIDE, first, second, false)))
                .isInstanceOfSatisfying(Updated.class, u -> assertThat(u.updates().getFirst().rewinds()).isFalse());
    }

    @Test
    void aTagMovesAnywhereWhenItIsWhereItIsExpected() {
        assertThat(update(RefChange.create(TAG, second))).isInstanceOf(Updated.class);
        assertThat(update(new RefChange(TAG, second, first, false))).isInstanceOf(Updated.class);
        assertThat(core.repository.refs().idOf(TAG)).isEqualTo(first);
    }

    @Test
    void theDefaultBranchIsNotDeletedAndAMissingOneIsMissing() {
        assertThat(update(RefChange.delete(MAIN, second))).isEqualTo(new IsDefaultBranch(MAIN));
        assertThat(update(RefChange.delete(SIDE, null))).isEqualTo(new Missing(SIDE));
        assertThat(update(RefChange.delete(SIDE, first))).isEqualTo(new Moved(SIDE, ObjectId.zeroId()));
    }

    @Test
    void aRefThatIsTheFolderOfAnotherIsRefusedWithinABatchToo() {
        RefName below = RefName.branch("side/x").orElseThrow();
        assertThat(update(RefChange.create(SIDE, first), RefChange.create(below, first))).isInstanceOf(Blocked.class);
        assertThat(core.repository.refs().get(SIDE)).isNull();
        assertThat(update(RefChange.create(SIDE, first))).isInstanceOf(Updated.class);
        assertThat(update(RefChange.delete(SIDE, null), RefChange.create(below, first))).isInstanceOf(Updated.class);
    }

    @Test
    void whatIsNotThereOrNotACommitIsNoTargetOfABranch() {
        ObjectId nothing = ObjectId.fromString("00000000000000000000000000000000deadbeef");
        assertThat(update(RefChange.create(SIDE, nothing))).isEqualTo(new NoSuchObject(SIDE, nothing));
        ObjectId tree = ((Committed) core.commit(put("b", "3"))).tree();
        assertThat(update(RefChange.create(SIDE, tree))).isInstanceOf(WrongType.class);
        assertThat(update(RefChange.create(TAG, tree))).isInstanceOf(Updated.class);
    }

    @Test
    void whatNoRefReachesAnyMoreCannotBeNamed() {
        assertThat(update(new RefChange(MAIN, second, first, true))).isInstanceOf(Updated.class);
        assertThat(update(RefChange.create(SIDE, second))).isEqualTo(new NoSuchObject(SIDE, second));
    }

    @Test
    void moreThanTheLimitIsRefused() {
        List<RefChange> many = IntStream.range(0, Limits.defaults().refs().batch() + 1)
                .mapToObj(i -> RefChange.create(RefName.branch("b" + i).orElseThrow(), first))
                .toList();
        assertThat(update(many.toArray(RefChange[]::new))).isInstanceOf(TooMuch.class);
        assertThat(update(many.subList(1, many.size()).toArray(RefChange[]::new))).isInstanceOf(Updated.class);
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() {
        RefMap before = core.repository.refs();
        long number = core.repository.root().number().value();
        assertThat(dryRun(RefChange.create(SIDE, first))).isInstanceOf(Updated.class);
        assertThat(dryRun(RefChange.delete(MAIN, null))).isEqualTo(new IsDefaultBranch(MAIN));
        assertThat(dryRun(new RefChange(MAIN, first, second, false))).isEqualTo(new Moved(MAIN, second));
        assertThat(dryRun(RefChange.create(RefName.branch("main/x").orElseThrow(), first)))
                .isInstanceOf(Blocked.class);
        assertThat(core.repository.refs()).isSameAs(before);
        assertThat(core.repository.root().number().value()).isEqualTo(number);
    }

    @Test
    void theOneOfManyTargetsThatMayNotBeNamedIsTold() {
        assertThat(update(new RefChange(MAIN, second, first, true))).isInstanceOf(Updated.class);
        for (int hidden = 0; hidden < 5; hidden++) {
            RefChange[] changes = new RefChange[5];
            for (int i = 0; i < changes.length; i++)
                changes[i] = RefChange.create(RefName.branch("b" + i).orElseThrow(), i == hidden ? second : first);
            assertThat(update(changes)).isEqualTo(new NoSuchObject(changes[hidden].name(), second));
        }
    }

    @Test
    void aRefThatMustBeThereIsNotMade() {
        assertThat(update(RefChange.move(SIDE, null, first, true))).isEqualTo(new Missing(SIDE));
        assertThat(update(RefChange.create(SIDE, first))).isInstanceOf(Updated.class);
        assertThat(update(RefChange.move(SIDE, null, second, false))).isInstanceOf(Updated.class);
    }

    private RefOutcome update(RefChange... changes) {
        return updates.update(core.repository,
                new RefUpdates.Request(ANNA, List.of(changes), new Quarantine(), EventType.REF, false)).join();
    }

    private RefOutcome dryRun(RefChange... changes) {
        return updates.update(core.repository,
                new RefUpdates.Request(ANNA, List.of(changes), new Quarantine(), EventType.REF, true)).join();
    }
}
