package io.memgit.core.file;

import java.nio.file.Path;

/** A file is not what was written. */
public final class DamagedFileException extends DiskException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file
     *            which
     * @param what
     *            is wrong with it, in a few words
     */
    public DamagedFileException(Path file, String what) {
        super(file + " is damaged: " + what);
    }
}
