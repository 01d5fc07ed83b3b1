package io.memgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.cluster.disk.DataDamagedException;
import io.memgit.cluster.disk.GroupFolder;
import io.memgit.cluster.disk.SpillFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the file of a large entry stays. */
class SpillFolderTest {

    private static final byte[] ENTRY = "an entry".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private GroupFolder group = new GroupFolder(Path.of(""), new UUID(1, 2));

    @BeforeEach
    void nameTheGroup() {
        group = new GroupFolder(root, new UUID(1, 2));
    }

    private void expect(SpillFolder folder, SpillFolder.Held held, boolean there) throws IOException {
        if (there)
            assertThat(folder.read(held.hash(), ENTRY.length)).isEqualTo(ENTRY);
        else
            assertThatThrownBy(() -> folder.read(held.hash(), ENTRY.length)).isInstanceOf(DataDamagedException.class);
    }

    @Test
    void aFileStaysUntilASnapshotHasEveryEntryThatNeedsIt() throws IOException {
        SpillFolder folder = group.spilled();
        SpillFolder.Held first = folder.write(ENTRY);
        SpillFolder.Held second = folder.write(ENTRY);
        folder.applied(first, 10);
        folder.covered(10);
        expect(folder, first, true); // the second is under way
        folder.applied(second, 12);
        folder.covered(11);
        expect(folder, first, true);
        folder.covered(12);
        expect(folder, first, false);
    }

    @Test
    void aRefusedEntryTakesNoFileFromAnother() throws IOException {
        SpillFolder folder = group.spilled();
        SpillFolder.Held refused = folder.write(ENTRY);
        SpillFolder.Held other = folder.write(ENTRY);
        folder.released(refused);
        folder.released(refused);
        expect(folder, other, true);
        folder.released(other);
        expect(folder, other, false);
        SpillFolder.Held again = folder.write(ENTRY);
        expect(folder, again, true);
        folder.released(refused);
        expect(folder, again, true);
    }

    @Test
    void anAbandonedEntryKeepsItsFileUntilTheLogWasReadAgain() throws IOException {
        SpillFolder folder = group.spilled();
        SpillFolder.Held abandoned = folder.write(ENTRY);
        folder.abandoned(abandoned);
        folder.released(abandoned);
        expect(folder, abandoned, true);
        folder.dropOrphans();
        expect(folder, abandoned, false);
        SpillFolder.Held again = folder.write(ENTRY);
        folder.abandoned(again);
        folder.replayed(again.hash(), 3);
        folder.dropOrphans();
        expect(folder, again, true);
        folder.covered(3);
        expect(folder, again, false);
    }
}
