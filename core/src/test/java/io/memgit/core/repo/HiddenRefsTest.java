package io.memgit.core.repo;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.HiddenName.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class HiddenRefsTest {

    private static final Actor BEN = new Actor("ben");
    private static final HiddenName MINE = new HiddenName(Kind.WORKSPACE, "anna", "w1");

    private final CoreFixture core = new CoreFixture(new HistoryRetention(Duration.ZERO, 1));
    private final MemoryRepository repository = core.repository;

    @Test
    void theMapIsOneOfNamesInOrderWhateverIsDoneToIt() throws IOException {
        Random random = new Random(5);
        TreeMap<HiddenName, HiddenRef> model = new TreeMap<>();
        HiddenRefs refs = HiddenRefs.NONE;
        for (int step = 0; step < 5_000; step++) {
            HiddenName name = new HiddenName(random.nextBoolean() ? Kind.WORKSPACE : Kind.STASH,
                    "user" + random.nextInt(7), "id" + random.nextInt(300));
            if (random.nextInt(3) == 0) {
                model.remove(name);
                refs = refs.without(name);
            } else {
                HiddenRef ref = new HiddenRef(name, ObjectId.zeroId(), Map.of("step", Integer.toString(step)), step,
                        new Lifetime(Ttl.NEVER, new Stamp(new EventNumber(step + 1), step, 0)));
                model.put(name, ref);
                refs = refs.with(ref);
            }
            assertThat(refs.get(name)).isEqualTo(model.get(name));
            assertThat(refs.size()).isEqualTo(model.size());
        }
        List<HiddenRef> all = new ArrayList<>();
        refs.forEach(all::add);
        assertThat(all).containsExactlyElementsOf(model.values());
        assertThat(refs.of(Kind.STASH, "user3")).containsExactlyElementsOf(model.values()
                .stream()
                .filter(r -> r.name().kind() == Kind.STASH && r.name().owner().equals("user3"))
                .toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        refs.writeTo(new DataOutputStream(bytes));
        HiddenRefs read = HiddenRefs.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 1);
        List<HiddenRef> again = new ArrayList<>();
        read.forEach(again::add);
        assertThat(again).isEqualTo(all);
    }

    @Test
    void aWriteToHiddenRefsMakesNoEventAndChangesNoRef() {
        core.commit(CoreFixture.put("a", "1"));
        Root before = repository.root();
        assertThat(hide(ANNA, MINE, 0, "secret")).isEqualTo(new Outcome.Accepted(before.number()));
        assertThat(repository.root().number()).isEqualTo(before.number());
        assertThat(repository.root().refs()).isEqualTo(before.refs());
        assertThat(repository.events().last()).isEqualTo(before.number());
        assertThat(RefName.parse(MINE.toString())).isEmpty();
    }

    @Test
    void whoHasNotSeenTheLastWriteIsRefused() {
        hide(ANNA, MINE, 0, "one");
        long version = ref(MINE).version();
        hide(ANNA, MINE, version, "two");
        assertThat(hide(ANNA, MINE, version, "three")).isInstanceOf(Outcome.Conflicted.class);
        assertThat(hide(ANNA, MINE, 0, "four")).isInstanceOf(Outcome.Conflicted.class);
        assertThat(ref(MINE).fact("text")).hasValue("two");
    }

    @Test
    void whatOnlyAHiddenRefLeadsToItsOwnerAloneMayNameAlsoAfterAFold() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        hide(ANNA, MINE, 0, "secret");
        ObjectId blob = blob("secret");
        for (int round = 0; round < 3; round++) {
            assertThat(repository.visibleTo(ANNA, blob)).as("round %s", round).isTrue();
            assertThat(repository.visibleTo(BEN, blob)).as("round %s", round).isFalse();
            assertThat(repository.allVisible(List.of(blob))).as("round %s", round).isFalse();
            assertThat(repository.allVisible(List.of(repository.refs().idOf(MAIN)))).isTrue();
            repository.fold(NullProgressMonitor.INSTANCE);
        }
    }

    @Test
    void whatAHiddenRefLedToGoesWithIt() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        hide(ANNA, MINE, 0, "secret");
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.objects().has(blob("secret"))).isTrue();
        write(ANNA, new Quarantine(), HiddenUpdate.delete(ref(MINE)));
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.objects().has(blob("secret"))).isFalse();
        assertThat(repository.holdsOnlyReachable()).isTrue();
    }

    @Test
    void aLeaseKeepsWhatAHiddenRefLedTo() throws IOException {
        hide(ANNA, MINE, 0, "secret");
        try (Lease _ = repository.lease()) {
            write(ANNA, new Quarantine(), HiddenUpdate.delete(ref(MINE)));
            repository.fold(NullProgressMonitor.INSTANCE);
            assertThat(repository.objects().has(blob("secret"))).isTrue();
        }
    }

    @Test
    void whatWasHiddenIsVisibleOnceABranchLeadsToIt() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        hide(ANNA, MINE, 0, "secret");
        assertThat(repository.visibleTo(BEN, blob("secret"))).isFalse();
        RefName side = RefName.branch("side").orElseThrow();
        core.repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(),
                List.of(RefUpdate.create(side, ref(MINE).commit())), EventType.BRANCH)).join();
        assertThat(repository.visibleTo(BEN, blob("secret"))).isTrue();
    }

    @Test
    void aForkHasNoHiddenRefsAndShowsNothingOfThem() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        hide(ANNA, MINE, 0, "secret");
        RepoName name = new RepoName("fork");
        core.repositories.fork(ANNA, repository, name, "", true, null).join();
        MemoryRepository fork = core.repositories.find(name).orElseThrow();
        assertThat(fork.root().hidden().size()).isZero();
        assertThat(fork.visibleTo(BEN, blob("secret"))).isFalse();
        assertThat(fork.visibleTo(ANNA, blob("secret"))).isFalse();
    }

    @Test
    void whatAFoldIsAboutToDropAndBecomesHiddenMeanwhileIsHidden() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        ObjectId head = repository.refs().idOf(MAIN);
        RefName old = RefName.branch("old").orElseThrow();
        core.commit(CoreFixture.request(old, List.of(CoreFixture.put("f", "secret")), head, null));
        core.repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(),
                List.of(RefUpdate.delete(old, repository.refs().idOf(old))), EventType.BRANCH)).join();
        // The record of the deletion goes, and with it what kept the blob.
        core.commit(CoreFixture.put("b", "2"));
        AtomicBoolean hidden = new AtomicBoolean();
        repository.fold(new During(() -> {
            if (hidden.compareAndSet(false, true))
                hide(ANNA, MINE, 0, "secret");
        }));
        assertThat(hidden).isTrue();
        assertThat(repository.visibleTo(ANNA, blob("secret"))).isTrue();
        assertThat(repository.visibleTo(BEN, blob("secret"))).isFalse();
    }

    /** Does something whenever a fold begins with something. */
    private static final class During extends EmptyProgressMonitor {
        private final Runnable action;

        During(Runnable action) {
            this.action = action;
        }

        @Override
        public void beginTask(String title, int totalWork) {
            action.run();
        }
    }

    @Test
    void whatWasHiddenIsNotNotedForeverObjectByObject() throws IOException {
        core.commit(CoreFixture.put("a", "1"));
        hide(ANNA, MINE, 0, "old secret");
        hide(ANNA, MINE, ref(MINE).version(), "secret");
        assertThat(repository.image().uploads().loose()).isNotEmpty();
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.image().uploads().loose()).isEmpty();
        assertThat(repository.objects().has(blob("old secret"))).isFalse();
        assertThat(repository.visibleTo(BEN, blob("secret"))).isFalse();
        assertThat(repository.holdsOnlyReachable()).isFalse();
        hide(ANNA, MINE, ref(MINE).version(), "old secret");
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.visibleTo(ANNA, blob("old secret"))).isTrue();
        assertThat(repository.visibleTo(BEN, blob("old secret"))).isFalse();
    }

    @Test
    void whatIsKnownOfARealityGoesWithItsBranch() {
        core.commit(CoreFixture.put("a", "1"));
        RefName branch = RefName.branch("parallel/x").orElseThrow();
        ObjectId head = repository.refs().idOf(MAIN);
        HiddenName reality = new HiddenName(Kind.REALITY, "", "x");
        core.repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(),
                List.of(RefUpdate.create(branch, head)), EventType.BRANCH, Map.of(branch, new Ttl(60)),
                new HiddenUpdate.Batch(List.of(HiddenUpdate.create(reality,
                        new HiddenUpdate.Value(ObjectId.zeroId(), Map.of(), Ttl.NEVER))), 0)))
                .join();
        assertThat(repository.root().hidden().get(reality)).isNotNull();
        core.repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(),
                List.of(RefUpdate.delete(branch, head)), EventType.BRANCH)).join();
        assertThat(repository.root().hidden().get(reality)).isNull();
    }

    @Test
    void moreThanThereMayBeAreRefused() {
        hide(ANNA, MINE, 0, "one");
        Outcome outcome = core.repositories.write(ANNA, repository, new RepoPayload.Write(new Quarantine(), List.of(),
                EventType.COMMIT, Map.of(), new HiddenUpdate.Batch(List.of(HiddenUpdate.create(
                        new HiddenName(Kind.WORKSPACE, "anna", "w2"),
                        new HiddenUpdate.Value(ObjectId.zeroId(), Map.of(), Ttl.NEVER))), 1)))
                .join();
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(repository.root().hidden().size()).isOne();
    }

    private HiddenRef ref(HiddenName name) {
        return Objects.requireNonNull(repository.root().hidden().get(name));
    }

    private static ObjectId blob(String text) {
        return new Quarantine().insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets a hidden ref point to a commit of one file with this text. */
    private Outcome hide(Actor actor, HiddenName name, long expected, String text) {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
        TreeFormatter tree = new TreeFormatter();
        tree.append("f", FileMode.REGULAR_FILE, blob);
        ObjectId treeId = objects.insert(Constants.OBJ_TREE, tree.toByteArray());
        ObjectId base = repository.refs().idOf(MAIN);
        String parent = base.equals(ObjectId.zeroId()) ? "" : "parent " + base.name() + "\n";
        ObjectId commit = objects.insert(Constants.OBJ_COMMIT, ("tree " + treeId.name() + "\n" + parent
                + "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nWIP\n").getBytes(StandardCharsets.UTF_8));
        Map<String, String> facts = parent.isEmpty()
                ? Map.of("text", text)
                : Map.of("text", text, HiddenRef.BASE, base.name());
        return write(actor, objects, new HiddenUpdate(name, expected,
                new HiddenUpdate.Value(commit, facts, new Ttl(60))));
    }

    private Outcome write(Actor actor, Quarantine objects, HiddenUpdate update) {
        return core.repositories.write(actor, repository, new RepoPayload.Write(objects, List.of(), EventType.COMMIT,
                Map.of(), new HiddenUpdate.Batch(List.of(update), 0))).join();
    }
}
