package io.memgit.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a write, and under which key.
 *
 * @param name
 *            the user's name, or the server's own for what it decides by itself
 * @param key
 *            under which the one entry is submitted that the request stands or falls with; null for
 *            a
 *            request that may be done again
 */
public record Actor(String name, @Nullable RequestKey key) {

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

    /** Somebody whose request has no key. */
    public Actor(String name) {
        this(name, null);
    }

    /** The same, for the other entries of a request. */
    public Actor withoutKey() {
        return key == null ? this : new Actor(name);
    }
}
