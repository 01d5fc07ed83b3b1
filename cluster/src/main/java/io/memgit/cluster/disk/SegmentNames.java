package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the name of a new segment is on disk before an entry in it is answered. Ratis
 * syncs
 * its files and never their folder. A segment that is rolled is renamed; so as long as the open one
 * has
 * its name, nothing has changed. Used by the thread that writes the log.
 */
public final class SegmentNames {

    private final GroupFolder folder;
    private @Nullable Path open;

    public SegmentNames(GroupFolder folder) {
        this.folder = folder;
    }

    /** Syncs the folders when there is another open segment than the last time. */
    public void sync() throws IOException {
        if (open != null && Files.exists(open))
            return;
        open = null;
        folder.syncNames();
        for (Path file : folder.files().list(folder.segments())) {
            if (SegmentName.parse(file).filter(SegmentName::isOpen).isPresent())
                open = file;
        }
    }
}
