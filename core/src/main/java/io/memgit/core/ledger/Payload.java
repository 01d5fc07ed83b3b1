package io.memgit.core.ledger;

import com.google.protobuf.ByteString;

/**
 * What an entry asks for. Each owner of state has a sealed family of its own below this.
 */
public interface Payload {

    /** Which {@link LedgerState} this is for. */
    PayloadKind kind();

    /**
     * The ids that whoever repeats the request needs to answer it again, beside the number of the
     * event: kept in a {@link Receipt} where the entry has a key. Says the same for what was encoded
     * and decoded.
     */
    default ByteString trace() {
        return ByteString.EMPTY;
    }
}
