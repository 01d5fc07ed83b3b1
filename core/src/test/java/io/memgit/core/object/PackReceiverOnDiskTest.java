package io.memgit.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.PushLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is true in memory, for a store that keeps its packs on disk. */
class PackReceiverOnDiskTest extends PackReceiverTest {

    private final Path directory;

    PackReceiverOnDiskTest(@TempDir Path directory) throws IOException {
        super(directory);
        this.directory = directory;
    }

    @Test
    void aPackOfSeveralWindowsIsCompletedAndReadWhereItLies() throws IOException {
        Random random = new Random(3);
        ObjectStore store = StoresOnDisk.below(directory.resolve("large"));
        Quarantine before = new Quarantine();
        byte[] base = new byte[1 << 20];
        random.nextBytes(base);
        ObjectId stored = before.insert(Constants.OBJ_BLOB, base);
        store.publish(before);
        PackBytes pack = new PackBytes();
        Quarantine expected = new Quarantine();
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[1 << 20];
            random.nextBytes(content);
            expected.insert(Constants.OBJ_BLOB, content);
            pack.whole(Constants.OBJ_BLOB, content);
        }
        pack.deltaOfId(stored, PackBytes.delta(base.length, base.length, new byte[]{1, 2, 3}));
        StoredRepository repository = StoredRepository.of(store);
        Quarantine batch = PackReceiver.receive(repository.getObjectDatabase(),
                new ByteArrayInputStream(pack.toByteArray()), PushLimits.defaults(), new ObjectChecker(),
                NullProgressMonitor.INSTANCE);
        store.publish(batch);
        Pack kept = Objects.requireNonNull(batch.pack());
        assertThat(kept.getFileSize(PackExt.PACK)).isGreaterThan(2L * SpooledBytes.WINDOW_BYTES);
        assertThat(kept.objectCount()).as("with the base that it lacked").isEqualTo(22);
        expected.forEach((id, view) -> assertThat(Contents.bytesOf(store.find(id))).isEqualTo(view.toByteArray()));
        assertThat(Contents.bytesOf(kept.find(stored))).isEqualTo(base);
        PackFiles files = Objects.requireNonNull(kept.files());
        Path index = directory.resolve("large").resolve("repositories").resolve(files.owner().toString())
                .resolve(files.base() + ".idx");
        GitDirectory git = GitDirectory.init(directory.resolve("verify"));
        assertThat(git.run("verify-pack", "-v", index.toString())).contains(": ok");
    }

    @Override
    ObjectStore newStore(Path data) throws IOException {
        return StoresOnDisk.below(data);
    }
}
