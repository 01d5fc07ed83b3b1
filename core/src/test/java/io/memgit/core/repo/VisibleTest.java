package io.memgit.core.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import io.memgit.core.object.WalkLimitException;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.StoredRepos.Made;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class VisibleTest {

    private static final Actor ANNA = new Actor("anna");
    private static final RefName MAIN = new RefName("refs/heads/main");
    private static final RefName SIDE = new RefName("refs/heads/side");
    private static final byte[] CONTENT = "what anna uploads".getBytes(UTF_8);

    private final StoredRepos repos = new StoredRepos(5);
    private int walkCommits = 1_000_000;
    private long nanos;
    private long nanosPerLook;
    private int looks;
    private long committed = 1_800_000_000;

    @Test
    void anUploadIsHiddenAndLeavesTheRestALookUp() throws IOException {
        walkCommits = 1;
        MemoryRepository repository = repository();
        List<ObjectId> ids = chain(repository, 20).ids();
        ObjectId blob = upload(repository);
        assertThat(repository.allVisible(ids)).isTrue();
        assertThat(repository.visibleTo(ANNA, blob)).isTrue();
        assertThatThrownBy(() -> repository.allVisible(List.of(blob))).isInstanceOf(WalkLimitException.class);
    }

    @Test
    void anUploadThatACommitNamesIsReachableFromThenOn() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 5);
        ObjectId blob = upload(repository);
        assertThat(repository.allVisible(List.of(blob))).isFalse();
        name(repository, blob, false);
        assertThat(repository.allVisible(List.of(blob))).isTrue();
    }

    @Test
    void contentThatWasLeftBehindIsReachableWhenItIsWrittenAgain() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 5);
        ObjectId blob = upload(repository);
        apply(repository, new Quarantine(), RefUpdate.create(SIDE, repository.refs().idOf(MAIN)));
        apply(repository, new Quarantine(), RefUpdate.delete(SIDE, repository.refs().idOf(MAIN)));
        assertThat(repository.allVisible(List.of(blob))).isFalse();
        name(repository, blob, true);
        assertThat(repository.allVisible(List.of(blob))).isTrue();
    }

    @Test
    void aBranchThatIsPutBackMakesVisibleWhatWasHidden() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 5);
        Made lost = repos.make(repository, ObjectId.zeroId());
        apply(repository, lost.objects(), RefUpdate.create(SIDE, lost.commit()));
        apply(repository, new Quarantine(), RefUpdate.delete(SIDE, lost.commit()));
        assertThat(repository.hidden(lost.ids())).containsExactlyInAnyOrderElementsOf(lost.ids());
        apply(repository, new Quarantine(), RefUpdate.create(SIDE, lost.commit()));
        assertThat(repository.hidden(lost.ids())).isEmpty();
    }

    @Test
    void whatWasNotReachableIsNotLookedForInAllOfHistoryAgain() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 1);
        for (int i = 0; i < 1_000; i++)
            name(repository, "version " + i);
        ObjectId blob = upload(repository);
        assertThat(repository.allVisible(List.of(blob))).isFalse();
        assertThat(looks).as("looks at the clock during the first walk").isGreaterThan(1_000 / 64);
        for (int i = 0; i < 10; i++) {
            name(repository, "later version " + i);
            looks = 0;
            assertThat(repository.allVisible(List.of(blob))).isFalse();
            assertThat(looks).as("looks at the clock during a later walk").isLessThan(5);
        }
    }

    @Test
    void aWalkThatBecomesTooLongEndsWithTheNameOfItsLimit() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 200);
        ObjectId blob = upload(repository);
        nanosPerLook = Duration.ofSeconds(2).toNanos();
        assertThatThrownBy(() -> repository.allVisible(List.of(blob)))
                .isInstanceOfSatisfying(WalkLimitException.class,
                        e -> assertThat(e.limit()).isEqualTo("browse.walk_time"));
    }

    @Test
    void aWalkOverTooManyObjectsEndsWithTheNameOfItsLimit() throws IOException {
        walkCommits = 50;
        MemoryRepository repository = repository();
        ObjectId first = chain(repository, 1).commit();
        chain(repository, 200);
        try (Ancestry ancestry = repository.ancestry()) {
            assertThatThrownBy(() -> ancestry.isFastForward(first, repository.refs().idOf(MAIN)))
                    .isInstanceOfSatisfying(WalkLimitException.class,
                            e -> assertThat(e.limit()).isEqualTo("browse.walk_commits"));
        }
    }

    @Test
    void aWalkAlongTheCommitGraphIsBoundedToo() throws IOException {
        walkCommits = 50;
        MemoryRepository repository = repository();
        ObjectId first = chain(repository, 1).commit();
        chain(repository, 200);
        repository.fold(NullProgressMonitor.INSTANCE);
        try (Ancestry ancestry = repository.ancestry()) {
            assertThatThrownBy(() -> ancestry.isFastForward(first, repository.refs().idOf(MAIN)))
                    .isInstanceOf(WalkLimitException.class);
        }
    }

    @Test
    void anUploadWhoseTimeEndsIsKeptThroughAFoldForTheWriteThatNamesIt() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 5);
        ObjectId blob = upload(repository);
        try (Lease _ = repository.lease()) {
            assertThat(repository.visibleTo(ANNA, blob)).isTrue();
            nanos += Duration.ofHours(2).toNanos();
            repository.fold(NullProgressMonitor.INSTANCE);
            assertThat(repository.objects().has(blob)).isTrue();
        }
        repository.fold(NullProgressMonitor.INSTANCE);
        assertThat(repository.objects().has(blob)).isFalse();
        assertThat(repository.holdsOnlyReachable()).isTrue();
    }

    @Test
    void aForkAndACopyFromDiskHideWhatTheirSourceHides() throws IOException {
        MemoryRepository repository = repository();
        chain(repository, 5);
        ObjectId blob = upload(repository);
        MemoryRepository fork = repos.fork(repository);
        assertThat(fork.objects().has(blob)).isTrue();
        assertThat(fork.allVisible(List.of(blob))).isFalse();
        assertThat(repository.freeze().root().rewinds()).isPositive();
    }

    private MemoryRepository repository() {
        BrowseLimits b = Limits.defaults().browse();
        BrowseLimits walks = new BrowseLimits(b.paths(), b.batchSize(), b.patchSize(), b.patchesSize(), b.diffSize(),
                b.diffFiles(), b.renameCandidates(), b.archiveSize(), b.attributesSize(), walkCommits, b.walkTime());
        Terms terms = new Terms(HistoryRetention.DEFAULT, Limits.defaults().upload(), Integer.MAX_VALUE, walks, () -> {
            looks++;
            nanos += nanosPerLook;
            return nanos;
        });
        RepositoryIdentity identity = new RepositoryIdentity(new RepoId(1, 2), new RepoName("r"), true, null, 0);
        return new MemoryRepository(identity, new ObjectStore(), terms,
                new Root(RefMap.EMPTY, MAIN, "", EventNumber.NONE, 0, 0, false));
    }

    /** The last of {@code length} more commits on the main branch. */
    private Made chain(MemoryRepository repository, int length) {
        Made last = null;
        for (int i = 0; i < length; i++) {
            ObjectId head = repository.refs().idOf(MAIN);
            last = repos.make(repository, head);
            apply(repository, last.objects(), head.equals(ObjectId.zeroId())
                    ? RefUpdate.create(MAIN, last.commit())
                    : RefUpdate.fastForward(MAIN, head, last.commit()));
        }
        if (last == null)
            throw new IllegalArgumentException("a chain of nothing");
        return last;
    }

    /** A commit on the main branch of a tree that has {@code blob} alone. */
    private void name(MemoryRepository repository, ObjectId blob, boolean again) {
        Quarantine objects = new Quarantine();
        if (again)
            objects.insert(Constants.OBJ_BLOB, CONTENT);
        name(repository, blob, objects);
    }

    private void name(MemoryRepository repository, String content) {
        Quarantine objects = new Quarantine();
        name(repository, objects.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8)), objects);
    }

    private void name(MemoryRepository repository, ObjectId blob, Quarantine objects) {
        TreeFormatter tree = new TreeFormatter();
        tree.append("file", FileMode.REGULAR_FILE, blob);
        ObjectId head = repository.refs().idOf(MAIN);
        String commit = "tree " + objects.insert(Constants.OBJ_TREE, tree.toByteArray()).name() + "\nparent "
                + head.name() + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> " + committed++ + " +0000\n\nx\n";
        ObjectId id = objects.insert(Constants.OBJ_COMMIT, commit.getBytes(UTF_8));
        apply(repository, objects, RefUpdate.fastForward(MAIN, head, id));
    }

    private static ObjectId upload(MemoryRepository repository) {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, CONTENT);
        apply(repository, new RepoPayload.Write(objects, List.of(), EventType.UPLOAD, 3_600_000));
        return blob;
    }

    private static void apply(MemoryRepository repository, Quarantine objects, RefUpdate update) {
        apply(repository, new RepoPayload.Write(objects, List.of(update), EventType.REF));
    }

    private static void apply(MemoryRepository repository, RepoPayload.Write write) {
        assertThat(repository.apply(new Entry(repository.id(), ANNA, 1, write))).isInstanceOf(Outcome.Accepted.class);
    }
}
