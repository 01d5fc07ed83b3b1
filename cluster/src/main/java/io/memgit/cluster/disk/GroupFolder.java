package io.memgit.cluster.disk;

import io.memgit.core.file.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The folder of one group.
 *
 * @param root
 *            where it is
 * @param id
 *            the id of the group in the log's own folder
 * @param files
 *            changes what is in it
 */
public record GroupFolder(Path root, UUID id, Synced files) {

    /** On the disk of this machine. */
    public GroupFolder(Path root, UUID id) {
        this(root, id, new Synced(Disk.local()));
    }

    /** The folder that Ratis is told to keep groups in. */
    public Path log() {
        return root.resolve("log");
    }

    /** The folder that Ratis would move a removed group to. */
    public Path removed() {
        return root.resolve("removed");
    }

    /** The folder with the segments of the log. */
    public Path segments() {
        return log().resolve(id.toString()).resolve("current");
    }

    /** What Ratis keeps of its terms and votes; a log without it would be taken for an empty one. */
    Path terms() {
        return segments().resolve("raft-meta");
    }

    Path highWater() {
        return root.resolve("synced");
    }

    Path cut() {
        return root.resolve("cut");
    }

    /** How far the group has answered. */
    public HighWater openHighWater() throws IOException {
        return HighWater.open(highWater(), files);
    }

    /** The snapshots of the group. */
    public SnapshotStore snapshots() throws IOException {
        return SnapshotStore.open(root.resolve("snapshots"), files);
    }

    /** The entries that are too large for the log. */
    public SpillFolder spilled() throws IOException {
        return SpillFolder.open(root.resolve("spilled"), files);
    }

    /**
     * Syncs the folders from the segments up to the root, which Ratis does not do: without it a log
     * that is synced may have no name after the power failed.
     */
    public void syncNames() throws IOException {
        Path folder = segments();
        while (!folder.equals(root)) {
            files.folder(folder);
            folder = Synced.parentOf(folder);
        }
        files.folder(root);
    }

    /** Makes the folder of a group that has answered nothing; what an interrupted try left goes. */
    void create() throws IOException {
        files.deleteAll(root);
        files.createFolders(log());
        HighWater.create(highWater(), files);
    }

    /**
     * Sees that the folder of a group that may have answered is whole.
     *
     * @throws DataDamagedException
     *             naming what is missing
     */
    void requireWhole() throws IOException {
        if (!Files.isDirectory(root))
            throw new DataDamagedException(root, "the folder of the group is gone");
        if (!Files.exists(highWater()))
            throw new DataDamagedException(highWater(), "it is gone");
        if (!Files.exists(terms()))
            throw new DataDamagedException(terms(), "it is gone");
    }

    /** Whether something was answered by what is in this folder. */
    boolean hasAnswered() throws IOException {
        if (!Files.exists(highWater()))
            return false;
        try (HighWater found = openHighWater()) {
            return found.index() != HighWater.NONE;
        }
    }
}
