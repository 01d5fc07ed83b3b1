package io.memgit.cluster.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.cluster.MemoryDisk;
import io.memgit.core.file.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {

    private static final Synced FILES = new Synced(Disk.local());

    @TempDir(factory = MemoryDisk.class)
    Path folder;

    private final byte[] large = new byte[150_000];

    @BeforeEach
    void fill() {
        new Random(4).nextBytes(large);
    }

    private static SnapshotStore.Section section(int kind, byte[] bytes) {
        return new SnapshotStore.Section(kind, out -> out.write(bytes));
    }

    private static Map<Integer, byte[]> read(SnapshotStore store, SnapshotStore.Kept kept) throws IOException {
        Map<Integer, byte[]> sections = new LinkedHashMap<>();
        store.read(kept, (kind, in) -> sections.put(kind, in.readAllBytes()));
        return sections;
    }

    @Test
    void sectionsComeBackInTheirOrderWhateverTheirSize() throws IOException {
        SnapshotStore store = SnapshotStore.open(folder, FILES);
        store.write(3, 40, List.of(section(0, new byte[0]), section(2, large), section(1, new byte[]{9})));
        SnapshotStore.Kept kept = SnapshotStore.open(folder, FILES).newest().orElseThrow();
        assertThat(kept.term()).isEqualTo(3);
        assertThat(kept.index()).isEqualTo(40);
        Map<Integer, byte[]> sections = read(store, kept);
        assertThat(sections.keySet()).containsExactly(0, 2, 1);
        assertThat(sections.get(0)).isEmpty();
        assertThat(sections.get(2)).isEqualTo(large);
        assertThat(sections.get(1)).containsExactly(9);
    }

    @Test
    void aStateThatDoesNotReadItsSectionToTheEndHindersNoOther() throws IOException {
        SnapshotStore store = SnapshotStore.open(folder, FILES);
        SnapshotStore.Kept kept = store.write(1, 1, List.of(section(1, large), section(2, new byte[]{5})));
        Map<Integer, Integer> first = new LinkedHashMap<>();
        store.read(kept, (kind, in) -> first.put(kind, in.read()));
        assertThat(first).containsExactly(Map.entry(1, large[0] & 0xff), Map.entry(2, 5));
    }

    @Test
    void aNewerOneTakesThePlaceOfAnOlderAndAFailedOneLeavesIt() throws IOException {
        SnapshotStore store = SnapshotStore.open(folder, FILES);
        SnapshotStore.Kept older = store.write(1, 9, List.of(section(1, large)));
        assertThatThrownBy(() -> store.write(1, 10, List.of(new SnapshotStore.Section(1, out -> {
            out.write(large);
            throw new IOException("the disk is full");
        })))).hasMessageContaining("full");
        assertThat(FILES.list(folder)).containsExactly(older.file());
        SnapshotStore.Kept newer = store.write(1, 100, List.of(section(1, large)));
        assertThat(FILES.list(folder)).containsExactly(newer.file());
        assertThat(store.newest()).contains(newer);
    }

    @Test
    void nobodyIsHandedASectionOfADamagedSnapshot() throws IOException {
        SnapshotStore store = SnapshotStore.open(folder, FILES);
        SnapshotStore.Kept kept = store.write(1, 9,
                List.of(section(0, Arrays.copyOf(large, 300)), section(2, Arrays.copyOf(large, 200))));
        byte[] whole = Files.readAllBytes(kept.file());
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % Byte.SIZE);
            expectDamage(store, kept, flipped);
            expectDamage(store, kept, Arrays.copyOf(whole, at));
        }
        expectDamage(store, kept, Arrays.copyOf(whole, whole.length + 1));
    }

    private static void expectDamage(SnapshotStore store, SnapshotStore.Kept kept, byte[] bytes) throws IOException {
        Files.write(kept.file(), bytes);
        SnapshotStore.Restorer nobody = SnapshotStoreTest::handed;
        assertThatThrownBy(() -> store.read(kept, nobody)).isInstanceOf(DataDamagedException.class)
                .hasMessageContaining(kept.file().toString());
    }

    private static void handed(int kind, InputStream in) {
        throw new AssertionError("section " + kind + " was handed out: " + in);
    }
}
