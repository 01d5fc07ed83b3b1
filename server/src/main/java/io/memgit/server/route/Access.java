package io.memgit.server.route;

/** What a caller must be or may do before the handler of a route runs. */
public enum Access {
    /** Anybody; credentials are not even looked at. */
    OPEN,
    /** Anybody whose credentials are valid; the handler decides the rest. */
    SIGNED_IN, REPO_CREATE,
    /** May read the repository in {@code {repo}}; who may not is told that it does not exist. */
    REPO_READ, REPO_WRITE, REPO_DELETE, REPO_ADMIN
}
