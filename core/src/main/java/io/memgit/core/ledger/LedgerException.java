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

    /** Why the ledger cannot do it. */
    public enum Reason {
        /** It is broken, stalled, not there yet, or closed. */
        OUT_OF_ORDER,
        /** More entries wait for their answer than it takes at once. */
        OVERLOADED,
        /** The disk has less room than is to be kept free; it goes on by itself when there is room. */
        STORAGE_FULL
    }

    private final Fate fate;
    private final Reason reason;

    public LedgerException(Fate fate, String message) {
        this(fate, Reason.OUT_OF_ORDER, message);
    }

    public LedgerException(Fate fate, Reason reason, String message) {
        super(message);
        this.fate = fate;
        this.reason = reason;
    }

    public LedgerException(Fate fate, String message, Throwable cause) {
        super(message, cause);
        this.fate = fate;
        this.reason = Reason.OUT_OF_ORDER;
    }

    /** What is known of the entry. */
    public Fate fate() {
        return fate;
    }

    /** Why the ledger cannot do it. */
    public Reason reason() {
        return reason;
    }
}
