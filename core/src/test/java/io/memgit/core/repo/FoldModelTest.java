package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.object.FaultyStores;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.junit.jupiter.api.Test;

/** Commits, forks, deletes, folds, collects and undeletes against plain maps and sets. */
class FoldModelTest {

    private static final int BRANCHES = 4;

    /** What is done to the repository that {@code repo} chooses, modulo their number. */
    sealed interface Step {

        int repo();

        record Commit(int repo, int branch) implements Step {}

        /** Moves a branch to a commit without parents. */
        record Reset(int repo, int branch) implements Step {}

        record Delete(int repo, int branch) implements Step {}

        /** Brings the last deleted ref that is not forgotten back. */
        record Undelete(int repo, int branch) implements Step {}

        record Fork(int repo) implements Step {}

        /** Forgets what was deleted, in all repositories: they have one clock. */
        record Collect(int repo) implements Step {}

        /** Makes a commit under a lease, to be applied by the next {@code Finish}. */
        record Begin(int repo, int branch) implements Step {}

        record Finish(int repo) implements Step {}

        /** Folds, and takes other steps meanwhile. */
        record Fold(int repo, List<Step> meanwhile) implements Step {}
    }

    private record Open(Lease lease, StoredRepos.Made made, RefUpdate update) {}

    /** A repository, and what must be in it. */
    private static final class Modelled {

        final MemoryRepository repository;
        final Map<RefName, ObjectId> refs = new HashMap<>();
        final List<ObjectId> leftBehind = new ArrayList<>();
        final Set<ObjectId> published = new HashSet<>();
        final Deque<Open> open = new ArrayDeque<>();

        Modelled(MemoryRepository repository) {
            this.repository = repository;
        }

        Set<ObjectId> roots() {
            Set<ObjectId> roots = new HashSet<>(refs.values());
            roots.addAll(leftBehind);
            open.forEach(o -> roots.addAll(StoredRepos.tips(o.lease.refs())));
            return roots;
        }
    }

    private StoredRepos repos = new StoredRepos(1);
    private List<Modelled> all = new ArrayList<>();

    @Property(tries = 150)
    void whatRootsLeadToIsThereAndNothingElseOutlivesAFold(@ForAll("steps") List<Step> steps,
            @ForAll long seed) throws IOException {
        begin(seed, new ObjectStore());
        for (Step step : steps) {
            take(step);
            all.forEach(FoldModelTest::check);
        }
    }

    @Test
    void aFoldThatDropsWhatWasMadeDuringItIsCaught() throws IOException {
        begin(1, FaultyStores.droppingWhatCameDuringAFold());
        take(new Step.Commit(0, 0));

        assertThatThrownBy(() -> take(new Step.Fold(0, List.of(new Step.Commit(0, 0)))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("missing");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<List<Step>> meanwhile = simple().list().ofMaxSize(6);
        Arbitrary<Step> fold = Combinators.combine(repo(), meanwhile).as(Step.Fold::new);
        return Arbitraries.frequencyOf(Tuple.of(4, simple()), Tuple.of(1, fold)).list().ofMinSize(5).ofMaxSize(40);
    }

    private static Arbitrary<Step> simple() {
        Arbitrary<Integer> branch = Arbitraries.integers().between(0, BRANCHES - 1);
        return Arbitraries.frequencyOf(Tuple.of(8, Combinators.combine(repo(), branch).as(Step.Commit::new)),
                Tuple.of(2, Combinators.combine(repo(), branch).as(Step.Reset::new)),
                Tuple.of(3, Combinators.combine(repo(), branch).as(Step.Delete::new)),
                Tuple.of(2, Combinators.combine(repo(), branch).as(Step.Undelete::new)),
                Tuple.of(2, repo().map(Step.Fork::new)), Tuple.of(1, repo().map(Step.Collect::new)),
                Tuple.of(2, Combinators.combine(repo(), branch).as(Step.Begin::new)),
                Tuple.of(2, repo().map(Step.Finish::new)));
    }

    private static Arbitrary<Integer> repo() {
        return Arbitraries.integers().between(0, 59);
    }

    private void begin(long seed, ObjectStore store) {
        repos = new StoredRepos(seed);
        all = new ArrayList<>(List.of(new Modelled(repos.create(store))));
    }

    private void take(Step step) throws IOException {
        Modelled on = all.get(step.repo() % all.size());
        switch (step) {
            case Step.Commit s -> commit(on, StoredRepos.branch(s.branch()));
            case Step.Reset s -> reset(on, StoredRepos.branch(s.branch()));
            case Step.Delete s -> delete(on, StoredRepos.branch(s.branch()));
            case Step.Undelete s -> undelete(on, StoredRepos.branch(s.branch()));
            case Step.Fork s -> fork(on);
            case Step.Collect s -> collect();
            case Step.Begin s -> open(on, StoredRepos.branch(s.branch()));
            case Step.Finish s -> finish(on);
            case Step.Fold s -> fold(on, s.meanwhile());
        }
    }

    private void commit(Modelled on, RefName branch) {
        ObjectId head = on.refs.getOrDefault(branch, ObjectId.zeroId());
        StoredRepos.Made made = repos.make(on.repository, head);
        apply(on, made, RefUpdate.fastForward(branch, head, made.commit()));
    }

    private void reset(Modelled on, RefName branch) {
        ObjectId head = on.refs.get(branch);
        if (head == null)
            return;
        StoredRepos.Made made = repos.make(on.repository, ObjectId.zeroId());
        apply(on, made, RefUpdate.move(branch, head, made.commit()));
    }

    private void delete(Modelled on, RefName branch) {
        ObjectId head = on.refs.get(branch);
        if (head != null && repos.apply(on.repository, new Quarantine(),
                RefUpdate.delete(branch, head)) instanceof Outcome.Accepted) {
            on.refs.remove(branch);
            on.leftBehind.add(head);
        }
    }

    private void undelete(Modelled on, RefName branch) {
        if (on.leftBehind.isEmpty() || on.refs.containsKey(branch))
            return;
        ObjectId back = on.leftBehind.getLast();
        if (repos.apply(on.repository, new Quarantine(), RefUpdate.create(branch, back)) instanceof Outcome.Accepted)
            on.refs.put(branch, back);
    }

    private void fork(Modelled on) {
        if (all.size() >= 5)
            return;
        Modelled fork = new Modelled(repos.fork(on.repository));
        fork.refs.putAll(on.refs);
        fork.published.addAll(on.published);
        all.add(fork);
    }

    private void collect() {
        repos.forgetHistory(all.stream().map(on -> on.repository).toList());
        all.forEach(on -> on.leftBehind.clear());
    }

    private void open(Modelled on, RefName branch) {
        Lease lease = on.repository.lease();
        ObjectId head = on.refs.getOrDefault(branch, ObjectId.zeroId());
        StoredRepos.Made made = repos.make(on.repository, head);
        on.open.add(new Open(lease, made, RefUpdate.fastForward(branch, head, made.commit())));
    }

    private void finish(Modelled on) {
        Open open = on.open.poll();
        if (open == null)
            return;
        apply(on, open.made, open.update);
        open.lease.close();
    }

    private void apply(Modelled on, StoredRepos.Made made, RefUpdate update) {
        Outcome outcome = repos.apply(on.repository, made.objects(), update);
        boolean current = on.refs.getOrDefault(update.name(), ObjectId.zeroId()).equals(update.oldId());
        assertThat(outcome instanceof Outcome.Accepted).isEqualTo(current);
        if (!current)
            return;
        on.published.addAll(made.ids());
        on.refs.put(update.name(), update.newId());
        if (update.rewinds())
            on.leftBehind.add(update.oldId());
    }

    private void fold(Modelled on, List<Step> meanwhile) throws IOException {
        Deque<Step> steps = new ArrayDeque<>(meanwhile);
        Set<ObjectId> before = new HashSet<>(on.published);
        Set<ObjectId> kept = StoredRepos.closure(on.repository, on.roots());
        on.repository.fold(steps.isEmpty() ? NullProgressMonitor.INSTANCE : taking(steps));
        // Whatever was published before, and was reached from no root then or since, is gone.
        kept.addAll(StoredRepos.closure(on.repository, on.roots()));
        before.removeAll(kept);
        assertThat(before).noneMatch(on.repository.objects()::has);
        on.published.removeAll(before);
    }

    private ProgressMonitor taking(Deque<Step> steps) {
        return new EmptyProgressMonitor() {

            @Override
            public void beginTask(String title, int work) {
                Step next = steps.poll();
                if (next == null)
                    return;
                try {
                    take(next);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private static void check(Modelled on) {
        assertThat(StoredRepos.tips(on.repository.refs())).isEqualTo(new HashSet<>(on.refs.values()));
        StoredRepos.closure(on.repository, on.roots());
    }
}
