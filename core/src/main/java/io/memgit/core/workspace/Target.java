package io.memgit.core.workspace;

import io.memgit.core.ref.RefName;

/** Which uncommitted state of a caller a request means. */
public sealed interface Target {

    /** The caller's one workspace of the repository, which is there without being made. */
    record Usual() implements Target {}

    /** The caller's workspace for a branch, which is there without being made. */
    record OfBranch(RefName branch) implements Target {

        /**
         * @throws IllegalArgumentException
         *             when it is no branch
         */
        public OfBranch {
            if (!branch.isBranch())
                throw new IllegalArgumentException("not a branch: " + branch);
        }
    }

    /** A workspace, or a transaction, that was made. */
    record Named(String id) implements Target {}

    /** A transaction that was made. */
    record InTransaction(String id) implements Target {}
}
