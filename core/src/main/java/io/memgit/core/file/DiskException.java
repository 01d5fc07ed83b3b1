package io.memgit.core.file;

import java.io.IOException;

/**
 * The disk does not do what it should. The message names the file and is for who runs the server,
 * not
 * for who uses it.
 */
public sealed class DiskException extends IOException permits DiskFullException, DamagedFileException {

    private static final long serialVersionUID = 1L;

    public DiskException(String message) {
        super(message);
    }

    public DiskException(String message, Throwable cause) {
        super(message, cause);
    }
}
