package io.memgit.core.archive;

import java.io.Closeable;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectStream;

/** A file that holds others. Closing it gives back memory, and closes what it is written to. */
interface Container extends Closeable {

    /** Adds a directory; the path has no slash at its end. */
    void directory(byte[] path) throws IOException;

    /** Adds a file. */
    void file(byte[] path, boolean executable, ObjectStream content) throws IOException;

    /** Adds a symbolic link. */
    void link(byte[] path, byte[] target) throws IOException;

    /** Writes what comes behind the last entry. */
    void finish() throws IOException;
}
