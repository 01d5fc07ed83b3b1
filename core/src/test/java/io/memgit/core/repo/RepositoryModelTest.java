package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/**
 * Commits, forks, deletes, folds and undeletes on real repositories, against plain maps: each
 * repository is its refs, and each commit the set of objects it leads to.
 */
class RepositoryModelTest {

    private static final int STEPS = 60;

    @Property(tries = 40)
    void repositoriesHoldWhatTheirRefsAndTheirHistoryLeadTo(@ForAll long seed) throws IOException {
        new Run(seed).play();
    }

    /** A repository and what it must hold. */
    private record Modelled(MemoryRepository repository, TreeMap<RefName, ObjectId> refs, Set<ObjectId> leftBehind) {}

    private static final class Run {
        private final Random random;
        private final CoreFixture core = new CoreFixture();
        private final List<Modelled> all = new ArrayList<>();
        private final Map<ObjectId, Set<ObjectId>> reach = new HashMap<>();
        private int made;

        Run(long seed) {
            this.random = new Random(seed);
            all.add(new Modelled(core.repository, new TreeMap<>(), new HashSet<>()));
        }

        void play() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                Modelled at = all.get(random.nextInt(all.size()));
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3, 4 -> commit(at);
                    case 5 -> branch(at);
                    case 6, 7 -> delete(at);
                    case 8 -> undelete(at);
                    case 9 -> fork(at);
                    default -> fold(at);
                }
                check(at);
            }
            for (Modelled each : all) {
                fold(each);
                check(each);
            }
        }

        private void commit(Modelled at) throws IOException {
            RefName branch = at.refs.isEmpty() ? CoreFixture.MAIN : anyOf(at);
            var request = CoreFixture.request(branch, List.of(
                    CoreFixture.put("dir" + random.nextInt(3) + "/f" + random.nextInt(5), "text " + random.nextInt(9)),
                    CoreFixture.put("count", "" + made++)), null, null);
            Committed done = (Committed) core.commits.commit(at.repository, request).join();
            reach.put(done.commit(), closure(at.repository, done.commit()));
            at.refs.put(branch, done.commit());
        }

        private void branch(Modelled at) {
            if (at.refs.isEmpty())
                return;
            ObjectId target = at.refs.get(anyOf(at));
            RefName name = RefName.branch("b" + random.nextInt(6)).orElseThrow();
            Outcome outcome = write(at, RefUpdate.create(name, Objects.requireNonNull(target)));
            if (at.refs.containsKey(name))
                assertThat(outcome).isInstanceOf(Outcome.Stale.class);
            else
                at.refs.put(name, target);
        }

        private void delete(Modelled at) {
            if (at.refs.isEmpty())
                return;
            RefName name = anyOf(at);
            ObjectId target = Objects.requireNonNull(at.refs.get(name));
            if (name.equals(at.repository.root().head())) {
                assertThat(write(at, RefUpdate.delete(name, target))).isInstanceOf(Outcome.Conflicted.class);
                return;
            }
            assertThat(write(at, RefUpdate.delete(name, target))).isInstanceOf(Outcome.Accepted.class);
            at.refs.remove(name);
            at.leftBehind.add(target);
        }

        private void undelete(Modelled at) {
            if (at.leftBehind.isEmpty())
                return;
            ObjectId target = at.leftBehind.iterator().next();
            RefName name = RefName.branch("again" + made++).orElseThrow();
            assertThat(write(at, RefUpdate.create(name, target))).isInstanceOf(Outcome.Accepted.class);
            at.refs.put(name, target);
        }

        private void fork(Modelled at) {
            if (all.size() == 5)
                return;
            RepoName name = new RepoName("fork" + all.size());
            core.repositories.fork(CoreFixture.ANNA, at.repository, name, "", true, null).join();
            all.add(new Modelled(core.repositories.find(name).orElseThrow(), new TreeMap<>(at.refs), new HashSet<>()));
        }

        private void fold(Modelled at) throws IOException {
            at.repository.fold(NullProgressMonitor.INSTANCE);
            Set<ObjectId> kept = wanted(at);
            Set<ObjectId> stored = new HashSet<>();
            at.repository.objects().forEach((id, _) -> stored.add(id));
            assertThat(stored).as("after a fold").isEqualTo(kept);
        }

        private void check(Modelled at) throws IOException {
            TreeMap<RefName, ObjectId> refs = new TreeMap<>();
            at.repository.refs().from("").forEachRemaining((RefEntry e) -> refs.put(e.name(), e.id()));
            assertThat(refs).isEqualTo(at.refs);
            try (ObjectInserter.Formatter hashes = new ObjectInserter.Formatter()) {
                for (ObjectId id : wanted(at)) {
                    ObjectView view = Objects.requireNonNull(at.repository.objects().find(id), id::name);
                    assertThat(hashes.idFor(view.type(), view.toByteArray())).isEqualTo(id);
                }
            }
            Set<ObjectId> reachable = union(at.refs.values());
            for (ObjectId id : at.leftBehind)
                assertThat(at.repository.allVisible(List.of(id))).isEqualTo(reachable.contains(id));
            assertThat(at.repository.allVisible(reachable)).isTrue();
        }

        private Set<ObjectId> wanted(Modelled at) {
            Set<ObjectId> wanted = union(at.refs.values());
            wanted.addAll(union(at.leftBehind));
            return wanted;
        }

        private Set<ObjectId> union(Iterable<ObjectId> commits) {
            Set<ObjectId> union = new HashSet<>();
            commits.forEach(commit -> union.addAll(Objects.requireNonNull(reach.get(commit))));
            return union;
        }

        private Outcome write(Modelled at, RefUpdate update) {
            return core.repositories
                    .write(CoreFixture.ANNA, at.repository,
                            new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH))
                    .join();
        }

        private RefName anyOf(Modelled at) {
            return new ArrayList<>(at.refs.keySet()).get(random.nextInt(at.refs.size()));
        }

        private static Set<ObjectId> closure(MemoryRepository repository, ObjectId commit) throws IOException {
            Set<ObjectId> ids = new HashSet<>();
            try (ObjectWalk walk = new ObjectWalk(repository)) {
                walk.markStart(walk.parseCommit(commit));
                for (RevObject at = walk.next(); at != null; at = walk.next())
                    ids.add(at.copy());
                for (RevObject at = walk.nextObject(); at != null; at = walk.nextObject())
                    ids.add(at.copy());
            }
            return ids;
        }
    }
}
