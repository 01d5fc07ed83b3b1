package io.memgit.server.reading;

import io.memgit.core.browse.GitPath;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;

/** Reads the paths of files and directories in requests. */
public final class Paths {

    private Paths() {}

    /**
     * The path of a file.
     *
     * @throws ProblemException
     *             400 {@code INVALID_PATH} for what no file can be called, the empty path included
     */
    public static GitPath file(String text) {
        GitPath path = GitPath.parse(text).orElseThrow(() -> invalid(text));
        if (path.isRoot())
            throw invalid(text);
        return path;
    }

    /**
     * The path of a directory, or of anything; slashes at its end count for nothing, so that
     * {@code ""} and {@code /} are the root.
     *
     * @throws ProblemException
     *             400 {@code INVALID_PATH} for what nothing can be called
     */
    public static GitPath any(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/')
            end--;
        return GitPath.parse(text.substring(0, end)).orElseThrow(() -> invalid(text));
    }

    private static ProblemException invalid(String text) {
        return Problem.of(Code.INVALID_PATH, text.isEmpty()
                ? "the path of a file is needed"
                : "the path is names joined by single slashes, none of them empty, . or ..")
                .with("path", text)
                .asException();
    }
}
