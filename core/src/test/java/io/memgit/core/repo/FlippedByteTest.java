package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.file.FaultyDisk;
import io.memgit.core.file.FileName;
import io.memgit.core.name.RepoId;
import io.memgit.core.object.MemoryObjectDatabase;
import io.memgit.core.ref.RefName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One byte of one file is not what was written. */
class FlippedByteTest {

    private static final int FLIPS = 12;
    private static final RefName MAIN = StoredRepos.branch(0);

    @TempDir
    private Path data;
    private final FaultyDisk disk = new FaultyDisk();
    private final Random random = new Random(8);
    private DurableRepos repos;

    @BeforeEach
    void writeEveryKindOfFile() throws IOException {
        repos = new DurableRepos(data, disk, 8);
        RepoId id = repos.create();
        for (int i = 0; i < 20; i++)
            repos.commit(id, MAIN);
        repos.fold(id);
        repos.push(id, MAIN);
        repos.commit(id, MAIN);
        repos.takeSnapshot(() -> {});
        assertThat(bySuffix().keySet()).containsExactly("bitmap", "graph", "hot", "idx", "pack", "state", "sums");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hot", "state", "sums"})
    void itIsRefusedAtStartByName(String suffix) throws IOException {
        Path file = file(suffix);
        byte[] good = Files.readAllBytes(file);
        for (int flip = 0; flip < FLIPS; flip++) {
            flipOne(file, good);
            assertThatThrownBy(() -> repos.restart(data, disk)).isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
            Files.write(file, good);
        }
        repos.restart(data, disk);
        repos.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack", "idx", "bitmap", "graph"})
    void itIsNeverServedAndNamedToWhoReadsIt(String suffix) throws IOException {
        Path file = file(suffix);
        byte[] good = Files.readAllBytes(file);
        for (int flip = 0; flip < FLIPS; flip++) {
            flipOne(file, good);
            repos.restart(data, disk);
            assertThatThrownBy(this::readAll).rootCause().hasMessageContaining(file.toString());
            Files.write(file, good);
        }
        repos.restart(data, disk);
        readAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hot", "state", "sums", "pack", "idx", "bitmap", "graph"})
    void aFileThatIsShorterOrGoneIsRefusedAtStartByName(String suffix) throws IOException {
        Path file = file(suffix);
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        assertThatThrownBy(() -> repos.restart(data, disk)).isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        Files.delete(file);
        assertThatThrownBy(() -> repos.restart(data, disk)).isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFlippedByteOfTheSnapshotItselfIsRefused() throws IOException {
        byte[] snapshot = repos.snapshot();
        for (int at = 0; at < snapshot.length; at++) {
            snapshot[at] ^= 0x20;
            assertThatThrownBy(() -> repos.restart(data, disk)).isInstanceOf(IOException.class);
            snapshot[at] ^= 0x20;
        }
        repos.restart(data, disk);
        repos.check();
    }

    private void readAll() {
        repos.check();
        MemoryObjectDatabase database = repos.repository(repos.ids().getFirst()).getObjectDatabase();
        try (DfsReader reader = database.newReader(); PackWriter writer = new PackWriter(new PackConfig(), reader)) {
            for (DfsPackFile pack : database.getPacks()) {
                pack.getBitmapIndex(reader);
                pack.getCommitGraph(reader);
            }
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(repos.headOf(repos.ids().getFirst(), MAIN)),
                    Set.of());
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flipOne(Path file, byte[] good) throws IOException {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bad);
    }

    private Path file(String suffix) {
        return repos.files().path(Objects.requireNonNull(bySuffix().get(suffix), suffix));
    }

    /** One file of each kind; of the packs, the one that was folded. */
    private Map<String, FileName> bySuffix() {
        Map<String, FileName> found = new TreeMap<>();
        repos.files().names().forEach(name -> {
            String text = name.name();
            String base = text.substring(0, text.indexOf('.'));
            boolean folded = repos.files().names().contains(new FileName(name.owner(), base + ".bitmap"));
            String suffix = text.substring(text.indexOf('.') + 1);
            if (folded || !found.containsKey(suffix))
                found.put(suffix, name);
        });
        return found;
    }
}
