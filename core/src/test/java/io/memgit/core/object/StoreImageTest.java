package io.memgit.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.file.FaultyDisk;
import io.memgit.core.file.FaultyDisk.Fault;
import io.memgit.core.file.FileName;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hot objects of every length in files, written bit by bit, and shared between a store and its
 * forks.
 */
class StoreImageTest {

    @TempDir
    private Path data;
    private final FaultyDisk disk = new FaultyDisk();
    private final Random random = new Random(12);
    private final Map<ObjectId, byte[]> published = new HashMap<>();
    private ObjectFiles files;
    private ObjectStore store;

    @BeforeEach
    void anEmptyStore() throws IOException {
        files = ObjectFiles.open(data, disk, 1);
        store = new ObjectStore(folder());
    }

    @Test
    void objectsOfAllLengthsComeBackThroughManyImages() throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (int image = 0; image < 8; image++) {
            publish(40);
            images.add(written(store));
        }
        assertThat(files.names()).as("one file that grew").hasSize(1);
        ObjectStore last = read(images.getLast()).getFirst();
        assertHoldsAll(last);
        assertThat(last.objectCount()).isEqualTo(published.size());
        assertThat(last.hotBytes()).isBetween(store.hotBytes() / 2, store.hotBytes() * 2);
    }

    @Test
    void whatIsReadIsAppendedToAndWrittenAgain() throws IOException {
        for (int start = 0; start < 4; start++) {
            publish(60);
            byte[] image = written(store);
            files = ObjectFiles.open(data, disk, 1000L * (start + 1));
            store = read(image).getFirst();
            assertHoldsAll(store);
        }
        assertThat(files.names()).as("a file for each process").hasSize(4);
    }

    @Test
    void aForkSeesWhatItSawAndSharesTheGeneration() throws IOException {
        publish(50);
        Map<ObjectId, byte[]> before = Map.copyOf(published);
        ObjectStore fork = store.fork(folder());
        publish(50);
        List<ObjectStore> again = read(written(fork), written(store));
        assertHoldsAll(again.get(1));
        before.forEach((id, bytes) -> assertThat(Contents.bytesOf(again.getFirst().find(id))).isEqualTo(bytes));
        assertThat(published.keySet()).filteredOn(id -> !before.containsKey(id)).noneMatch(again.getFirst()::has);
        assertThat(again.getFirst().tiers().frozen().getFirst().generation())
                .isSameAs(again.get(1).tiers().active());
    }

    @Test
    void aForkThatIsBehindByLargeObjectsAloneIsWrittenAfterItsParent() throws IOException {
        List<ObjectStore> forks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] content = new byte[HotGeneration.SMALL_BYTES + 1 + i];
            random.nextBytes(content);
            Quarantine batch = new Quarantine();
            published.put(batch.insert(Constants.OBJ_BLOB, content), content);
            store.publish(batch);
            forks.add(store.fork(folder()));
        }
        written(store);
        for (ObjectStore fork : forks)
            written(fork);
        publish(20);
        byte[] image = written(store);
        List<ObjectStore> again = read(image, written(forks.getFirst()));
        assertHoldsAll(again.getFirst());
        assertThat(again.get(1).tiers().findHot(oneOf(forks.getFirst()))).isNotNull();
        assertThat(again.get(1).tiers().findHot(oneOf(store))).isNull();
    }

    /** The object that came last. */
    private static ObjectId oneOf(ObjectStore in) {
        ObjectId[] last = new ObjectId[1];
        in.forEach((id, _) -> last[0] = id);
        return last[0];
    }

    @Test
    void anImageThatStaysUnfinishedTakesNothingFromTheNextOne() throws IOException {
        publish(30);
        written(store);
        publish(30);
        disk.failAt(disk.operations() + 2, Fault.BROKEN);
        assertThatThrownBy(() -> written(store)).isInstanceOf(IOException.class);
        publish(30);
        byte[] image = written(store);
        assertHoldsAll(read(image).getFirst());
    }

    @Test
    void anImageIsTheSameUntilSomethingIsPublished() {
        publish(3);
        StoreImage.Token token = store.image().token();
        assertThat(token.isOf(store.image())).isTrue();
        publish(1);
        assertThat(token.isOf(store.image())).isFalse();
        StoreImage.Token later = store.image().token();
        store.freeze();
        assertThat(later.isOf(store.image())).isFalse();
    }

    @Test
    void aPackInMemoryIsNotWritten() throws IOException {
        ObjectStore inMemory = new ObjectStore();
        StoredRepository repository = StoredRepository.of(inMemory);
        History history = new History(repository);
        history.file("a", "b").commit("main");
        Folder.fold(repository.getObjectDatabase(), repository.writing, history::roots,
                org.eclipse.jgit.lib.NullProgressMonitor.INSTANCE);
        assertThatThrownBy(() -> written(inMemory)).isInstanceOf(IOException.class).hasMessageContaining("in memory");
    }

    private void publish(int count) {
        Quarantine batch = new Quarantine();
        for (int i = 0; i < count; i++) {
            // Most are small; some fill a chunk nearly, some live outside of chunks, one is empty.
            int length = switch (random.nextInt(10)) {
                case 0 -> HotGeneration.SMALL_BYTES - random.nextInt(100);
                case 1 -> HotGeneration.SMALL_BYTES + 1 + random.nextInt(300_000);
                case 2 -> 0;
                default -> random.nextInt(2_000);
            };
            byte[] content = new byte[length];
            random.nextBytes(content);
            published.put(batch.insert(Constants.OBJ_BLOB, content), content);
        }
        store.publish(batch);
    }

    private void assertHoldsAll(ObjectStore in) {
        published.forEach((id, bytes) -> assertThat(Contents.bytesOf(in.find(id))).isEqualTo(bytes));
        Map<ObjectId, Integer> each = new HashMap<>();
        in.forEach((id, view) -> each.put(id, view.length()));
        assertThat(each.keySet()).isEqualTo(published.keySet());
    }

    private byte[] written(ObjectStore from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<FileName> named = from.image().writeTo(new DataOutputStream(bytes), folder());
        assertThat(files.names()).containsAll(named);
        return bytes.toByteArray();
    }

    private List<ObjectStore> read(byte[]... images) throws IOException {
        StoreImage.Reader reader = new StoreImage.Reader(files);
        List<ObjectStore> stores = new ArrayList<>();
        for (byte[] image : images)
            stores.add(reader.read(new DataInputStream(new ByteArrayInputStream(image)), folder()));
        for (ObjectStore store : stores)
            reader.fill(store, _ -> false);
        return stores;
    }

    private RepositoryFolder folder() {
        return new RepositoryFolder(files, StoresOnDisk.OWNER);
    }
}
