package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file holds something else than was written to it, or is gone: what was answered cannot be read.
 */
public final class DataDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Where there is no place within a file to name. */
    public static final long NO_OFFSET = -1;

    private final transient Path file;
    private final long offset;

    /** A file or folder that is damaged as a whole. */
    public DataDamagedException(Path file, String what) {
        this(file, NO_OFFSET, what);
    }

    /** A file that is damaged {@code offset} bytes from its start. */
    public DataDamagedException(Path file, long offset, String what) {
        super(file + (offset == NO_OFFSET ? "" : " at byte " + offset) + " is damaged: " + what);
        this.file = file;
        this.offset = offset;
    }

    /** The damaged file or folder. */
    public Path file() {
        return file;
    }

    /** Bytes from the start of the file, or {@link #NO_OFFSET}. */
    public long offset() {
        return offset;
    }
}
