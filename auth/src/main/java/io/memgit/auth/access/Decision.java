package io.memgit.auth.access;

/** What became of the question whether somebody may do something. */
public sealed interface Decision {

    /** Yes. */
    Decision ALLOWED = new Allowed();

    /** Yes. */
    record Allowed() implements Decision {}

    /**
     * No.
     *
     * @param reason
     *            what to answer
     */
    record Denied(Reason reason) implements Decision {}

    /** Why not. */
    enum Reason {
        /**
         * Credentials are missing: 401. The answer is the same for a repository that is private and one
         * that is missing.
         */
        UNAUTHENTICATED,
        /** The caller may see what this is about, but not do this: 403. */
        FORBIDDEN,
        /** The caller may not even know of the repository: 404, the same answer as for a missing one. */
        INVISIBLE
    }
}
