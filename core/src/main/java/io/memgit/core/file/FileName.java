package io.memgit.core.file;

import io.memgit.core.name.RepoId;

/**
 * What a file is called.
 *
 * @param owner
 *            the repository that made it, and in whose folder it is; others may refer to it
 * @param name
 *            in that folder
 */
public record FileName(RepoId owner, String name) {

    private static final int MAX_CHARS = 64;

    /**
     * @throws IllegalArgumentException
     *             for a name that is not made of lower-case letters, digits, hyphens and dots, or
     *             begins with a dot
     */
    public FileName {
        if (name.isEmpty() || name.length() > MAX_CHARS || name.charAt(0) == '.'
                || !name.chars().allMatch(FileName::isPlain))
            throw new IllegalArgumentException("a file cannot be called '" + name + "'");
    }

    /** The folder and the name. */
    @Override
    public String toString() {
        return owner + "/" + name;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
}
