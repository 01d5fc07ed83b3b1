package io.memgit.core.archive;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;

/** Takes the entries of an archive in their order, directories before what is in them. */
interface ArchiveEntries {

    /** A directory, or the place of a submodule; the path has no slash at its end. */
    void directory(byte[] path) throws IOException;

    /**
     * A file.
     *
     * @param blob
     *            valid during the call
     */
    void file(byte[] path, boolean executable, AnyObjectId blob) throws IOException;

    /**
     * A symbolic link.
     *
     * @param blob
     *            valid during the call
     */
    void link(byte[] path, AnyObjectId blob) throws IOException;
}
