package io.memgit.core.object;

import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.nio.file.Path;

/** Stores that keep their packs on disk. */
final class StoresOnDisk {

    static final RepoId OWNER = new RepoId(7, 7);

    private StoresOnDisk() {}

    static ObjectStore below(Path data) throws IOException {
        return new ObjectStore(new RepositoryFolder(ObjectFiles.open(data, Disk.local(), 1), OWNER));
    }
}
