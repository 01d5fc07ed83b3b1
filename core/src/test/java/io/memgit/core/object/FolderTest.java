package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    private final StoredRepository repository;
    private final ObjectStore store;
    private final Path directory;
    private final History history;

    FolderTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        store = newStore(directory);
        repository = StoredRepository.of(store);
        history = new History(repository);
    }

    ObjectStore newStore(Path data) throws IOException {
        return new ObjectStore();
    }

    @Test
    void aFoldedStoreIsOnePackWithBitmapsAndACommitGraph() throws Exception {
        commits(200);
        Set<ObjectId> before = reachable();

        Folder.Outcome outcome = fold();

        assertThat(outcome).isInstanceOfSatisfying(Folder.Outcome.Folded.class, folded -> {
            assertThat(folded.objects()).isEqualTo(before.size());
            assertThat(folded.others()).isZero();
            assertThat(folded.bytesAfter()).isLessThan(folded.bytesBefore());
        });
        assertThat(store.hotCount()).isZero();
        assertThat(reachable()).isEqualTo(before);
        assertThat(store.objectCount()).isEqualTo(before.size());
        try (TieredReader reader = repository.getObjectDatabase().newReader()) {
            assertThat(reader.getBitmapIndex().getBitmap(history.head("main"))).isNotNull();
            assertThat(reader.getCommitGraph()).hasValueSatisfying(
                    graph -> assertThat(graph.findGraphPosition(history.head("main"))).isNotNegative());
        }
    }

    @Test
    void whatNothingLeadsToIsDroppedAndWhatOtherRootsLeadToStays() throws Exception {
        commits(10);
        history.file("old", "gone for good").commit("dropped");
        ObjectId recorded = history.file("old", "may come back").commit("recorded");
        ObjectId dropped = history.head("dropped");
        Set<ObjectId> ofRecorded = reachable(recorded);
        history.branches().keySet().removeAll(Set.of("dropped", "recorded"));
        Folder.Roots roots = new Folder.Roots(history.branches().values(), List.of(),
                List.of(recorded, ObjectId.zeroId()));

        Folder.Outcome outcome = Folder.fold(repository.getObjectDatabase(), repository.writing, () -> roots,
                NullProgressMonitor.INSTANCE);

        assertThat(store.has(dropped)).isFalse();
        assertThat(ofRecorded).allSatisfy(id -> assertThat(store.has(id)).isTrue());
        assertThat(outcome).isInstanceOfSatisfying(Folder.Outcome.Folded.class,
                folded -> assertThat(folded.others()).isEqualTo(3));
    }

    @Test
    void everyBlobOfAFoldedStoreHasItsBytes() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] content = new byte[random.nextInt(40_000)];
            random.nextBytes(content);
            history.file("random", content).file("text", "line of text\n".repeat(i * 30) + i).commit("main");
        }
        java.util.Map<ObjectId, byte[]> before = new java.util.HashMap<>();
        reachable().forEach(id -> before.put(id, Contents.bytesOf(store.find(id))));
        fold();
        commits(20);
        fold();

        before.forEach((id, bytes) -> assertThat(Contents.bytesOf(store.find(id))).isEqualTo(bytes));
        try (TieredReader reader = repository.getObjectDatabase().newReader()) {
            for (ObjectId id : before.keySet()) {
                assertThat(reader.open(id).getCachedBytes()).isEqualTo(before.get(id));
                assertThat(reader.getObjectSize(id, TieredReader.OBJ_ANY)).isEqualTo(before.get(id).length);
            }
        }
        assertThat(Inflated.CACHE.bytes()).isBetween(0L, (long) Inflated.LIMIT_BYTES);
    }

    @Test
    void aLargeWholeObjectIsStreamedOutOfAPack() throws Exception {
        byte[] content = new byte[MemoryObjectDatabase.STREAMED_BYTES + 1];
        new Random(3).nextBytes(content);
        history.file("large", content).commit("main");
        fold();

        ObjectId id = org.eclipse.jgit.treewalk.TreeWalk
                .forPath(repository, "large", new RevWalk(repository).parseCommit(history.head("main")).getTree())
                .getObjectId(0);
        try (TieredReader reader = repository.getObjectDatabase().newReader()) {
            ObjectLoader loader = reader.open(id);
            assertThat(loader.isLarge()).isTrue();
            assertThat(loader.getSize()).isEqualTo(content.length);
            try (var stream = loader.openStream()) {
                assertThat(stream.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void gitAcceptsAPackOfHotObjectsOfPackedOnesAndOfBoth() throws Exception {
        commits(30);
        GitDirectory hot = checked("hot");
        fold();
        GitDirectory packed = checked("packed");
        commits(30);
        GitDirectory mixed = checked("mixed");

        assertThat(hot.run("rev-list", "--all").lines()).hasSize(30);
        assertThat(packed.run("rev-list", "--objects", "--all")).isEqualTo(hot.run("rev-list", "--objects", "--all"));
        assertThat(mixed.run("rev-list", "--all").lines()).hasSize(60);
    }

    @Test
    void whatIsPublishedDuringAFoldStays() throws Exception {
        commits(50);
        ProgressMonitor committing = new EmptyProgressMonitor() {

            @Override
            public void beginTask(String title, int work) {
                try {
                    history.file("during", title).commit("main");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };

        Folder.fold(repository.getObjectDatabase(), repository.writing, history::roots, committing);

        assertThat(store.hotCount()).isGreaterThan(3);
        assertThat(reachable()).hasSizeGreaterThan(150);
        fold();
        assertThat(store.hotCount()).isZero();
        assertThat(reachable()).hasSizeGreaterThan(150);
    }

    @Test
    void aCancelledFoldLeavesTheStoreAsItWas() throws Exception {
        commits(50);
        Set<ObjectId> before = reachable();
        ProgressMonitor cancelling = new EmptyProgressMonitor() {

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        Folder.Outcome outcome = Folder.fold(repository.getObjectDatabase(), repository.writing, history::roots,
                cancelling);

        assertThat(outcome).isEqualTo(new Folder.Outcome.Cancelled());
        assertThat(store.hotCount()).isEqualTo(before.size());
        assertThat(reachable()).isEqualTo(before);
    }

    @Test
    void aMissingRootFailsTheFoldAndLeavesTheStoreAsItWas() throws Exception {
        commits(5);
        Set<ObjectId> before = reachable();
        Folder.Roots roots = new Folder.Roots(List.of(history.head("main"), ObjectId.zeroId()), List.of(), List.of());

        assertThatThrownBy(() -> Folder.fold(repository.getObjectDatabase(), repository.writing, () -> roots,
                NullProgressMonitor.INSTANCE)).isInstanceOf(MissingObjectException.class);
        assertThat(reachable()).isEqualTo(before);
    }

    @Test
    void aForkKeepsWhatItsParentDrops() throws Exception {
        commits(5);
        ObjectId head = history.head("main");
        ObjectStore fork = store.fork();
        history.branches().clear();
        fold();

        assertThat(store.objectCount()).isZero();
        assertThat(fork.has(head)).isTrue();
        StoredRepository forked = StoredRepository.of(fork);
        Folder.fold(forked.getObjectDatabase(), forked.writing,
                () -> new Folder.Roots(List.of(head), List.of(), List.of()), NullProgressMonitor.INSTANCE);
        assertThat(fork.hotCount()).isZero();
        assertThat(fork.objectCount()).isEqualTo(15);
    }

    @Test
    void aReaderKeepsWhatItBeganWith() throws Exception {
        ObjectId id = history.file("a", "short-lived").commit("main");
        try (TieredReader reader = repository.getObjectDatabase().newReader()) {
            history.branches().clear();
            fold();

            assertThat(store.has(id)).isFalse();
            assertThat(reader.has(id)).isTrue();
            assertThat(reader.open(id).getSize()).isPositive();
        }
    }

    @Test
    void anAbbreviatedIdIsResolvedInEveryTier() throws Exception {
        commits(10);
        ObjectId packed = history.head("main");
        fold();
        commits(1);
        ObjectId hot = history.head("main");

        assertThat(repository.resolve(packed.abbreviate(12).name())).isEqualTo(packed);
        assertThat(repository.resolve(hot.abbreviate(12).name())).isEqualTo(hot);
    }

    @Test
    void aFoldIsDueWhenEnoughCameSinceTheLastOne() throws Exception {
        assertThat(store.isFoldDue()).isFalse();
        commits(1_700);
        assertThat(store.isFoldDue()).isTrue();
        assertThat(store.fork().isFoldDue()).isFalse();
        fold();
        assertThat(store.isFoldDue()).isFalse();
        commits(1_700);
        assertThat(store.isFoldDue()).isTrue();
    }

    @Test
    void bytesMakeAFoldDueWhereItGoesToFiles() throws Exception {
        history.file("large", new byte[65 << 20]).commit("main");
        assertThat(store.isFoldDue()).as("with a folder: %s", store.folder()).isEqualTo(store.folder() != null);
        assertThat(store.fork(store.folder()).isFoldDue()).isFalse();
    }

    private void commits(int count) throws IOException {
        for (int i = 0; i < count; i++)
            history.file("file" + i % 7, "content " + i + " of " + store.objectCount()).commit("main");
    }

    private Folder.Outcome fold() throws IOException {
        return Folder.fold(repository.getObjectDatabase(), repository.writing, history::roots,
                NullProgressMonitor.INSTANCE);
    }

    private Set<ObjectId> reachable() throws IOException {
        return reachable(history.branches().values().toArray(ObjectId[]::new));
    }

    private Set<ObjectId> reachable(ObjectId... tips) throws IOException {
        Set<ObjectId> ids = new HashSet<>();
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            for (ObjectId tip : tips)
                walk.markStart(walk.parseCommit(tip));
            for (var commit = walk.next(); commit != null; commit = walk.next())
                ids.add(commit.copy());
            for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
                assertThat(store.has(object)).isTrue();
                ids.add(object.copy());
            }
        }
        return ids;
    }

    // Everything as one pack, in the hands of the real git.
    private GitDirectory checked(String name) throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        try (PackWriter writer = new PackWriter(repository)) {
            writer.setDeltaBaseAsOffset(true);
            writer.setUseBitmaps(true);
            writer.setUseCachedPacks(true);
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(history.head("main")), Set.of());
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
        }
        GitDirectory git = GitDirectory.init(directory.resolve(name));
        git.runWith(new ByteArrayInputStream(pack.toByteArray()), "index-pack", "--strict", "--stdin");
        git.run("update-ref", "refs/heads/main", history.head("main").name());
        assertThat(git.run("fsck", "--strict", "--full")).isEmpty();
        assertThat(git.run("log", "-1", "--format=%B").getBytes(UTF_8)).isNotEmpty();
        return git;
    }
}
