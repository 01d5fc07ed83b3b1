package io.memgit.core.ledger;

import com.google.protobuf.ByteString;
import io.memgit.core.event.EventNumber;
import io.memgit.core.name.RepoId;

/**
 * What came of a request that was accepted under a key: enough to answer it again, and no body.
 *
 * @param scope
 *            of its {@link RequestKey}
 * @param fingerprint
 *            of its {@link RequestKey}
 * @param target
 *            what the entry was for
 * @param number
 *            the number of its event
 * @param timeMillis
 *            when it was applied, by the times of the entries
 * @param untilMillis
 *            how long it is kept, by the same clock
 * @param trace
 *            the ids that it was about, see {@link Payload#trace}
 */
public record Receipt(String scope, String fingerprint, RepoId target, EventNumber number, long timeMillis,
        long untilMillis, ByteString trace) {

    private static final int BYTES = 256;

    /** What is left of one that was taken back. */
    Receipt takenBack() {
        return new Receipt(scope, fingerprint, target, number, timeMillis, 0, trace);
    }

    boolean isTakenBack() {
        return untilMillis == 0;
    }

    /** About how much memory it takes. */
    int size() {
        return BYTES + scope.length() + fingerprint.length() + trace.size();
    }
}
