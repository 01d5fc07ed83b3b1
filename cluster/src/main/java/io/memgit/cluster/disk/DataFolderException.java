package io.memgit.cluster.disk;

import java.io.IOException;

/**
 * A data folder that cannot be used as it is, though nothing in it is damaged. The message is one
 * line for the operator.
 */
public final class DataFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    public DataFolderException(String message) {
        super(message);
    }

    public DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
