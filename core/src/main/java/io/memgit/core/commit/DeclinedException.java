package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;

/** Carries a {@link Declined} from deep within a tree to a door, and no further. */
public final class DeclinedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Declined declined;

    /** Declined for a reason that is no limit. */
    public DeclinedException(Reason reason, String path, String detail) {
        this(new Declined(reason, path, detail));
    }

    /** Declined for this reason. */
    public DeclinedException(Declined declined) {
        super(declined.detail(), null, false, false);
        this.declined = declined;
    }

    static DeclinedException limit(String limit, String detail) {
        return new DeclinedException(Declined.limit(limit, "", detail));
    }

    /** Why. */
    public Declined declined() {
        return declined;
    }
}
