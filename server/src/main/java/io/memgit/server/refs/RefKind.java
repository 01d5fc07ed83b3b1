package io.memgit.server.refs;

import io.memgit.core.ref.RefName;
import io.memgit.server.problem.Code;

/** How a ref is spoken of. */
public enum RefKind {
    /** By its short name. */
    BRANCH(Code.BRANCH_NOT_FOUND, Code.BRANCH_EXISTS),
    /** By its short name. */
    TAG(Code.TAG_NOT_FOUND, Code.TAG_EXISTS),
    /** By its full name. */
    REF(Code.REF_NOT_FOUND, Code.REF_EXISTS);

    private final Code missing;
    private final Code exists;

    RefKind(Code missing, Code exists) {
        this.missing = missing;
        this.exists = exists;
    }

    Code missing() {
        return missing;
    }

    Code exists() {
        return exists;
    }

    /** The name as clients of this kind say it. */
    public String nameOf(RefName name) {
        return this == REF ? name.value() : name.shortName();
    }
}
