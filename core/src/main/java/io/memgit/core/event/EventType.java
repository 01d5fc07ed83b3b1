package io.memgit.core.event;

import java.util.Locale;

/** What kind of write an event tells of. The numbers are part of the stored form. */
public enum EventType {
    /** The repository itself was created, changed or deleted. */
    REPO(1),
    /** A Git client pushed. */
    PUSH(2),
    /** A commit was made over the API. */
    COMMIT(3),
    /** Branches were created, moved or deleted. */
    BRANCH(4),
    /** Tags were created or deleted. */
    TAG(5),
    /** Refs of any kind were moved in one step. */
    REF(6),
    /** Objects came in that no ref names yet. */
    UPLOAD(7),
    /** A branch was merged into another one. */
    MERGE(8),
    /** The commits of a branch were made anew on another commit. */
    REBASE(9),
    /** Commits were made anew on a branch. */
    CHERRY_PICK(10),
    /** A commit was undone by another one. */
    REVERT(11),
    /** A branch was put on another commit. */
    RESET(12),
    /** A ref was put back to where it had been. */
    RESTORE(13);

    private static final EventType[] ALL = values();

    private final int number;

    EventType(int number) {
        this.number = number;
    }

    /** The number in stored records. */
    public int number() {
        return number;
    }

    /**
     * The type with the given number.
     *
     * @throws IllegalArgumentException
     *             when no type has this number
     */
    public static EventType of(int number) {
        for (EventType type : ALL) {
            if (type.number == number)
                return type;
        }
        throw new IllegalArgumentException("unknown event type " + number);
    }

    /** The name as the API spells it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
