package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;

/** Carries a {@link Declined} from deep within a tree to the top of the package, and no further. */
final class DeclinedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Declined declined;

    DeclinedException(Reason reason, String path, String detail) {
        this(new Declined(reason, path, detail));
    }

    private DeclinedException(Declined declined) {
        super(declined.detail(), null, false, false);
        this.declined = declined;
    }

    static DeclinedException limit(String limit, String detail) {
        return new DeclinedException(Declined.limit(limit, "", detail));
    }

    Declined declined() {
        return declined;
    }
}
