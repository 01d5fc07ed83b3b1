package io.memgit.server.repos;

import io.memgit.core.repo.Ttl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a new repository.
 *
 * @param id
 *            its name
 * @param description
 *            for people
 * @param memoryOnly
 *            whether it lives in memory alone and ends with the process; when it is not given, what
 *            its
 *            source does, else false
 * @param defaultBranch
 *            {@code main} when it is not given
 * @param visibility
 *            {@code private}
 * @param ttlSeconds
 *            null: it does not expire
 * @param source
 *            what it starts from; empty when it is not given
 */
record NewRepo(String id, @Nullable String description, @Nullable Boolean memoryOnly, @Nullable String defaultBranch,
        @Nullable String visibility, @Nullable Ttl ttlSeconds, @Nullable Source source) {

    /**
     * What a repository starts from.
     *
     * @param repo
     *            a repository that the caller may read
     * @param ref
     *            fork: the one branch or tag that is taken over; snapshot: the revision whose tree is
     *            taken
     * @param mode
     *            {@code fork} when it is not given
     * @param url
     *            not supported yet
     */
    record Source(@Nullable String repo, @Nullable String ref, @Nullable Mode mode, @Nullable String url) {}

    /** How a repository starts from another one. */
    enum Mode {
        /** With its history and its refs, or one of them. */
        FORK,
        /** With one root commit that has the tree of a revision. */
        SNAPSHOT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
