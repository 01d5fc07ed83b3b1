package io.memgit.core.ledger;

/**
 * An entry was not applied, because another one was accepted under its key. Whatever was prepared
 * for it is void: it unwinds to whoever knows the request, and answers it by the receipt.
 */
public final class RepeatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Receipt receipt;

    public RepeatedException(Receipt receipt) {
        super("done before under the same key, as number " + receipt.number().value(), null, false, false);
        this.receipt = receipt;
    }

    /** What came of the first one. */
    public Receipt receipt() {
        return receipt;
    }
}
