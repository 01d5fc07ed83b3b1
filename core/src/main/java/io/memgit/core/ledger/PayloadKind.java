package io.memgit.core.ledger;

/**
 * The owners of state. The number is part of every stored entry: never change one, never use one
 * again.
 */
public enum PayloadKind {
    /** Repositories, their objects and refs: package {@code io.memgit.core.repo}. */
    REPOSITORY(1),
    /** Users, keys and revoked tokens: module {@code auth}. */
    ACCOUNTS(2),
    /** The names of repositories: package {@code io.memgit.core.catalog}. */
    CATALOG(3);

    private final int number;

    PayloadKind(int number) {
        this.number = number;
    }

    /** The number in stored entries. */
    public int number() {
        return number;
    }

    /**
     * The kind with the given number.
     *
     * @throws IllegalArgumentException
     *             when no kind has this number: the entry comes from a newer version
     */
    public static PayloadKind of(int number) {
        for (PayloadKind kind : values()) {
            if (kind.number == number)
                return kind;
        }
        throw new IllegalArgumentException("unknown payload kind " + number);
    }
}
