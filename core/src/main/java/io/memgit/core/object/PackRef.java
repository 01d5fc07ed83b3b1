package io.memgit.core.object;

import io.memgit.core.file.FileName;
import io.memgit.core.name.RepoId;

/**
 * Names a pack that lies on disk, in the place of its objects.
 *
 * @param owner
 *            the repository in whose folder it is
 * @param name
 *            of its files, without a suffix
 * @param bytes
 *            the length of all its files together
 * @param objects
 *            how many of its objects came with the write; the others complete it
 */
public record PackRef(RepoId owner, String name, long bytes, int objects) {

    /**
     * @throws IllegalArgumentException
     *             for a name that no file has
     */
    public PackRef {
        new FileName(owner, name);
    }
}
