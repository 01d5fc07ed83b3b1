package io.memgit.core.browse;

import io.memgit.core.ref.RefName;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What the name of a revision stands for. */
public sealed interface Resolution
        permits Resolution.Resolved, Resolution.NotFound, Resolution.Invalid, Resolution.Ambiguous, Exceeded {

    /** How a revision was named. */
    enum Via {
        /** By a branch, a tag or another ref: it may mean something else later. */
        REF,
        /** By the first digits of a hash. */
        PREFIX,
        /** By a full hash: it means the same forever. */
        HASH
    }

    /**
     * The revision exists.
     *
     * @param commit
     *            the commit; empty where a tag names a tree
     * @param tree
     *            the tree of that commit, or the named one
     * @param ref
     *            the ref that was named, {@code HEAD} as the branch it stands for; empty for a
     *            hash
     * @param via
     *            how it was named
     */
    record Resolved(Optional<ObjectId> commit, ObjectId tree, Optional<RefName> ref, Via via) implements Resolution {}

    /** No visible ref or commit has this name. */
    record NotFound() implements Resolution {}

    /**
     * Nothing can have this name.
     *
     * @param reason
     *            what is wrong with it, to be shown
     */
    record Invalid(String reason) implements Resolution {}

    /**
     * Several visible commits and tags begin with these digits.
     *
     * @param candidates
     *            their ids, in order
     */
    record Ambiguous(List<ObjectId> candidates) implements Resolution {}
}
