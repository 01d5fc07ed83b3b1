package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;

/** Carries a {@link Declined} from deep within a tree to the top of the package, and no further. */
final class DeclinedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Declined declined;

    DeclinedException(Reason reason, String path, String detail) {
        super(detail, null, false, false);
        this.declined = new Declined(reason, path, detail);
    }

    Declined declined() {
        return declined;
    }
}
