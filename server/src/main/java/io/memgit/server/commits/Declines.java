package io.memgit.server.commits;

import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;

/** Tells callers why files were not changed. */
public final class Declines {

    private Declines() {}

    /** The problem with the code of the reason, the path and the limit it is about. */
    public static Problem problem(Declined declined) {
        Problem problem = Problem.of(code(declined.reason()), declined.detail());
        if (!declined.path().isEmpty())
            problem = problem.with("path", declined.path());
        return declined.limit().isEmpty() ? problem : problem.with("limit", declined.limit());
    }

    private static Code code(CommitOutcome.Reason reason) {
        return switch (reason) {
            case INVALID_PATH -> Code.INVALID_PATH;
            case FILE_EXISTS -> Code.FILE_EXISTS;
            case FILE_NOT_FOUND -> Code.FILE_NOT_FOUND;
            case PATH_CONFLICT -> Code.PATH_CONFLICT;
            case CONFLICT, REF_CONFLICT -> Code.CONFLICT;
            case EMPTY_COMMIT -> Code.EMPTY_COMMIT;
            case BRANCH_NOT_FOUND -> Code.BRANCH_NOT_FOUND;
            case COMMIT_NOT_FOUND -> Code.COMMIT_NOT_FOUND;
            case LIMIT_EXCEEDED -> Code.LIMIT_EXCEEDED;
            case REPO_NOT_FOUND -> Code.REPO_NOT_FOUND;
        };
    }
}
