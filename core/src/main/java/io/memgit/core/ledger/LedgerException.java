package io.memgit.core.ledger;

/** The ledger is out of order: a broken disk, no quorum, or no answer in time. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is known of the entry. */
    public enum Fate {
        /** It was not applied and will not be. */
        NOT_APPLIED,
        /** It may have been applied, or may be later. */
        UNKNOWN
    }

    private final Fate fate;

    public LedgerException(Fate fate, String message) {
        super(message);
        this.fate = fate;
    }

    public LedgerException(Fate fate, String message, Throwable cause) {
        super(message, cause);
        this.fate = fate;
    }

    /** What is known of the entry. */
    public Fate fate() {
        return fate;
    }
}
