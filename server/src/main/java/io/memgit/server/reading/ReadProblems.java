package io.memgit.server.reading;

import io.memgit.core.browse.Bound;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;

/** Why something cannot be shown, as problems to throw. */
public final class ReadProblems {

    private ReadProblems() {}

    /** 404: nothing is at the path. */
    public static ProblemException of(Missing missing) {
        return missing(missing.path());
    }

    /** 404: nothing is at {@code path}. */
    public static ProblemException missing(GitPath path) {
        return Problem.of(Code.FILE_NOT_FOUND, "there is nothing at " + path.text())
                .with("path", path.text())
                .asException();
    }

    /** 404 with {@code details.type}: something else is at the path than what was asked for. */
    public static ProblemException of(OtherType other) {
        String found = switch (other.type()) {
            case FILE -> "a file";
            case DIRECTORY -> "a directory";
            case SYMLINK -> "a symbolic link";
            case SUBMODULE -> "a submodule";
        };
        return Problem.of(Code.FILE_NOT_FOUND, other.path().text() + " is " + found)
                .with("path", other.path().text())
                .with("type", other.type().text())
                .asException();
    }

    /** 504 when time ran out, 422 with {@code details.limit} at every other limit. */
    public static ProblemException of(Exceeded exceeded) {
        return switch (exceeded.bound()) {
            case WALK_TIME -> Problem.of(Code.REQUEST_TIMEOUT, "the answer takes longer than a read may")
                    .with("limit", setting(exceeded.bound()))
                    .asException();
            case WALK_ENTRIES, WALK_COMMITS, PATHS, READ_SIZE ->
                Problem.of(Code.LIMIT_EXCEEDED, "the answer is larger than a read may be")
                        .with("limit", setting(exceeded.bound()))
                        .asException();
        };
    }

    private static String setting(Bound bound) {
        return switch (bound) {
            case WALK_ENTRIES -> "tree.walk_entries";
            case WALK_COMMITS -> "browse.walk_commits";
            case WALK_TIME -> "browse.walk_time";
            case PATHS -> "browse.paths";
            case READ_SIZE -> "browse.batch_size";
        };
    }
}
