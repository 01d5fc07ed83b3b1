package io.memgit.core.ledger;

/**
 * Who asks for a write.
 *
 * @param name
 *            the user's name, or the server's own for what it decides by itself
 */
public record Actor(String name) {

    /** The server itself. */
    public static final Actor SYSTEM = new Actor("system");

    private static final int MAX_CHARS = 255;

    /**
     * @throws IllegalArgumentException
     *             for an empty name or one of more than 255 characters
     */
    public Actor {
        if (name.isEmpty() || name.length() > MAX_CHARS)
            throw new IllegalArgumentException("actor name of " + name.length() + " characters");
    }
}
