package io.memgit.core.ledger;

/**
 * What an entry asks for. Each owner of state has a sealed family of its own below this.
 */
public interface Payload {

    /** Which {@link LedgerState} this is for. */
    PayloadKind kind();
}
