package io.memgit.server.data;

/** Says in a sentence why a data directory cannot be used. */
public final class UnusableDirectoryException extends Exception {

    public UnusableDirectoryException(String message) {
        super(message);
    }
}
