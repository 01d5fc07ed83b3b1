package io.memgit.server.problem;

/**
 * The stable name of a problem, on which programs may depend, with the HTTP status that it has
 * unless a problem says
 * otherwise.
 */
public enum Code {
    INVALID_REQUEST(400), INVALID_PATH(400), INVALID_REF(400), INVALID_CONTENT(400), INVALID_CURSOR(400), UNAUTHORIZED(
            401), INVALID_CREDENTIALS(401), FORBIDDEN(403), POLICY_DENIED(403), BUDGET_EXCEEDED(
                    403), ENDPOINT_NOT_FOUND(404), REPO_NOT_FOUND(404), REF_NOT_FOUND(
                            404), BRANCH_NOT_FOUND(404), TAG_NOT_FOUND(404), COMMIT_NOT_FOUND(
                                    404), FILE_NOT_FOUND(404), STASH_NOT_FOUND(404), TX_NOT_FOUND(
                                            404), REALITY_NOT_FOUND(404), WORKSPACE_NOT_FOUND(404), USER_NOT_FOUND(
                                                    404), API_KEY_NOT_FOUND(404), OPERATION_NOT_FOUND(
                                                            404), METHOD_NOT_ALLOWED(405), REPO_EXISTS(
                                                                    409), BRANCH_EXISTS(
                                                                            409), TAG_EXISTS(
                                                                                    409), USER_EXISTS(409), REF_EXISTS(
                                                                                            409), FILE_EXISTS(409),
    /** 409 where the body named the expected head, 412 where {@code If-Match} did. */
    HEAD_MOVED(409), CONFLICT(409), PATH_CONFLICT(409), EMPTY_COMMIT(409), DEFAULT_BRANCH(409), TX_CLOSED(
            409), NO_WINNER(409), HISTORY_EXPIRED(410),
    /** No conflict of the caller waits to be resolved under that id. */
    CONFLICT_NOT_FOUND(404),
    /** 413 for a body; also the code of 414 and 431, for a URI and for headers. */
    REQUEST_TOO_LARGE(413), UNSUPPORTED_MEDIA_TYPE(415), IDEMPOTENCY_MISMATCH(422), BINARY_FILE(422), LIMIT_EXCEEDED(
            422), RATE_LIMITED(
                    429), INTERNAL_ERROR(500), NOT_READY(503), OVERLOADED(503), REQUEST_TIMEOUT(504), STORAGE_FULL(507);

    private final int status;

    Code(int status) {
        this.status = status;
    }

    /** The HTTP status that goes with this code by default. */
    public int status() {
        return status;
    }
}
