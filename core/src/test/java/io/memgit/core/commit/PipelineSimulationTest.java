package io.memgit.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.HeadMoved;
import io.memgit.core.event.Event;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.Resume;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.junit.jupiter.api.Test;

/**
 * 64 writers on one branch, with a ledger that refuses, delays or loses a tenth of their entries.
 * One thread plays all of it, so a seed that fails does so again: give it with
 * {@code -Dmemgit.simulation.seed}, and how many are tried with {@code -Dmemgit.simulation.runs}.
 */
class PipelineSimulationTest {

    private static final int WRITERS = 64;
    private static final int COMMITS_EACH = 6;

    @Test
    void historyIsLinearNothingDanglesAndTheOutcomeIsThatOfOneWriterAfterTheOther() throws Exception {
        long first = Long.getLong("memgit.simulation.seed", 1);
        int runs = Integer.getInteger("memgit.simulation.runs", 25);
        int pipelined = 0;
        for (long seed = first; seed < first + runs; seed++) {
            Simulation simulation = new Simulation(seed);
            try {
                simulation.run();
                simulation.check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dmemgit.simulation.seed=" + seed, e);
            }
            pipelined = Math.max(pipelined, simulation.ledger().mostWaiting());
        }
        assertThat(pipelined).as("entries of one branch in flight at a time").isGreaterThan(WRITERS / 2);
    }

    @Test
    void aWriterThatExpectsAHeadGetsItOrIsToldWhatItIs() {
        Simulation simulation = new Simulation(99);
        CoreFixture core = simulation.core;
        ObjectId start = core.repository.refs().idOf(CoreFixture.MAIN);
        List<CompletableFuture<CommitOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++)
            answers.add(core.commits.commit(core.repository, CoreFixture.request(CoreFixture.MAIN,
                    List.of(CoreFixture.put("f" + i, "x")), null, start)));
        simulation.settleAll();
        long won = answers.stream().filter(a -> !a.isCompletedExceptionally() && a.join() instanceof Committed).count();
        assertThat(won).isLessThanOrEqualTo(1);
        assertThat(answers).allSatisfy(a -> assertThat(a).isDone());
        assertThat(answers.stream().filter(a -> !a.isCompletedExceptionally()).map(CompletableFuture::join))
                .allSatisfy(o -> assertThat(o).isInstanceOfAny(Committed.class, HeadMoved.class, Declined.class));
    }

    private static final class Simulation {
        private final UnreliableLedger held;
        private final CoreFixture core;
        private final Commits commits;
        private final Random random;
        private final Map<String, CommitRequest> requested = new HashMap<>();
        private final List<Committed> committed = new ArrayList<>();
        private int unanswered;

        Simulation(long seed) {
            UnreliableLedger[] made = new UnreliableLedger[1];
            this.core = new CoreFixture(inner -> made[0] = new UnreliableLedger(inner, seed));
            this.held = made[0];
            // Every second run with more writers than there is room for.
            this.commits = seed % 2 == 0 ? new Commits(core.repositories, narrow()) : core.commits;
            this.random = new Random(seed * 31);
            core.commit(CoreFixture.put("start", "here"));
            held.becomeUnreliable();
        }

        private static Limits narrow() {
            CommitLimits c = Limits.defaults().commit();
            return ChangedLimits.with(new CommitLimits(c.actions(), c.streamSize(), c.fileSize(), c.messageSize(),
                    c.identSize(), c.retries(), WRITERS, 5));
        }

        UnreliableLedger ledger() {
            return held;
        }

        void run() {
            int[] left = new int[WRITERS];
            for (int writer = 0; writer < WRITERS; writer++) {
                left[writer] = COMMITS_EACH;
                next(writer, left);
            }
            settleAll();
            assertThat(unanswered).as("writers that still wait").isZero();
        }

        void settleAll() {
            int steps = 0;
            while (held.step())
                assertThat(++steps).as("steps").isLessThan(1_000_000);
        }

        private void next(int writer, int[] left) {
            if (left[writer]-- == 0)
                return;
            String path = random.nextInt(3) == 0 ? "shared" : "dir" + writer % 5 + "/file" + writer;
            String text = "writer " + writer + " left " + left[writer] + " " + random.nextInt(2);
            CommitRequest request = new CommitRequest(CoreFixture.MAIN, "writer " + writer + " " + left[writer],
                    List.of(CoreFixture.put(path, text)), CoreFixture.AUTHOR, CoreFixture.AUTHOR, CoreFixture.ANNA,
                    null, null, false, false);
            requested.put(request.message(), request);
            unanswered++;
            var _ = commits.commit(core.repository, request).whenComplete((outcome, error) -> {
                unanswered--;
                if (outcome instanceof Committed done)
                    committed.add(done);
                next(writer, left);
            });
        }

        void check() throws Exception {
            MemoryRepository repository = core.repository;
            List<Event> events = ((Resume.Replay) repository.events().resume(new EventNumber(1), 100_000)).events();
            ObjectId head = events.isEmpty()
                    ? repository.refs().idOf(CoreFixture.MAIN)
                    : events.getFirst().refs().getFirst().oldId();
            Set<ObjectId> onBranch = new HashSet<>();
            for (Event event : events) {
                RefUpdate update = event.refs().getFirst();
                assertThat(update.oldId()).as("the branch moves from where it was").isEqualTo(head);
                head = update.newId();
                assertThat(parent(repository, head)).as("history is linear").isEqualTo(update.oldId());
                onBranch.add(head);
            }
            assertThat(repository.refs().idOf(CoreFixture.MAIN)).isEqualTo(head);
            assertThat(committed).as("what was answered is on the branch")
                    .allSatisfy(c -> assertThat(onBranch).contains(c.commit()));
            assertNothingDangles(repository, head);
            assertSameAsOneByOne(events);
        }

        /** The same requests in the order in which they were applied, one after the other. */
        private void assertSameAsOneByOne(List<Event> events) {
            CoreFixture serial = new CoreFixture();
            serial.commit(CoreFixture.put("start", "here"));
            OneByOne oracle = new OneByOne(serial.repositories);
            for (Event event : events) {
                ObjectId commit = event.refs().getFirst().newId();
                CommitRequest request = Objects.requireNonNull(requested.get(message(core.repository, commit)));
                assertThat(oracle.committed(serial.repository, request).commit()).isEqualTo(commit);
            }
        }

        private static void assertNothingDangles(MemoryRepository repository, ObjectId head) throws Exception {
            Set<ObjectId> reachable = new HashSet<>();
            try (ObjectWalk walk = new ObjectWalk(repository)) {
                walk.markStart(walk.parseCommit(head));
                for (RevObject at = walk.next(); at != null; at = walk.next())
                    reachable.add(at.copy());
                for (RevObject at = walk.nextObject(); at != null; at = walk.nextObject())
                    reachable.add(at.copy());
            }
            Set<ObjectId> stored = new HashSet<>();
            repository.objects().forEach((id, _) -> stored.add(id));
            assertThat(stored).isEqualTo(reachable);
        }

        private static ObjectId parent(MemoryRepository repository, ObjectId commit) {
            ObjectView view = commit(repository, commit);
            return ObjectId.fromString(view.buffer(), view.offset() + 46 + "parent ".length());
        }

        private static String message(MemoryRepository repository, ObjectId commit) {
            String text = new String(commit(repository, commit).toByteArray(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\n\n") + 2);
        }

        private static ObjectView commit(MemoryRepository repository, ObjectId id) {
            ObjectView view = Objects.requireNonNull(repository.objects().find(id));
            assertThat(view.type()).isEqualTo(Constants.OBJ_COMMIT);
            return view;
        }
    }
}
