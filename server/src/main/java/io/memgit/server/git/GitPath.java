package io.memgit.server.git;

import io.memgit.core.name.RepoName;
import io.memgit.server.security.Refusals;
import java.util.Optional;

/**
 * What stands behind {@code /git/}: a repository, with or without {@code .git}, and a file of it.
 *
 * @param repo
 *            the repository
 * @param file
 *            {@code info/refs} or the name of a service
 */
record GitPath(RepoName repo, String file) {

    private static final String SUFFIX = ".git";
    private static final String[] FILES = {"info/refs", "git-upload-pack", "git-receive-pack"};

    /**
     * Reads a decoded path; empty when it names no file that is served.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code REPO_NOT_FOUND} for what can be no repository's name
     */
    static Optional<GitPath> of(String path) {
        for (String file : FILES) {
            if (path.endsWith("/" + file))
                return Optional.of(
                        new GitPath(repo(path.substring(0, path.length() - file.length() - 1)), file));
        }
        return Optional.empty();
    }

    // No repository has a name that is none.
    private static RepoName repo(String name) {
        int end = name.length() - SUFFIX.length();
        boolean suffixed = end > 0 && name.regionMatches(true, end, SUFFIX, 0, SUFFIX.length());
        return RepoName.parse(suffixed ? name.substring(0, end) : name)
                .orElseThrow(() -> Refusals.noRepository().asException());
    }
}
