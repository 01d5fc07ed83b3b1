package io.memgit.core.file;

import java.io.IOException;

/** There is no room left on the disk, or in what this process may take of it. */
public final class DiskFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
