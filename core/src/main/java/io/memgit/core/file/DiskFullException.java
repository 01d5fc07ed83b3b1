package io.memgit.core.file;

/** There is no room left on the disk, or in what this process may take of it. */
public final class DiskFullException extends DiskException {

    private static final long serialVersionUID = 1L;

    public DiskFullException(String message) {
        super(message);
    }

    public DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
