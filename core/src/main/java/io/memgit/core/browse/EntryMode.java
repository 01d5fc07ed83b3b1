package io.memgit.core.browse;

/**
 * The mode of a tree's entry, as stored.
 *
 * @param bits
 *            the mode's value, such as 0100644
 */
public record EntryMode(int bits) {

    static final int DIRECTORY = 0040000;
    static final int FILE = 0100000;
    static final int SYMLINK = 0120000;
    static final int SUBMODULE = 0160000;
    private static final int TYPE = 0170000;

    /** What an entry with this mode is. */
    public EntryType type() {
        return switch (bits & TYPE) {
            case DIRECTORY -> EntryType.DIRECTORY;
            case SYMLINK -> EntryType.SYMLINK;
            case SUBMODULE -> EntryType.SUBMODULE;
            default -> EntryType.FILE;
        };
    }

    /** Six octal digits: {@code 100644}, {@code 040000}. */
    public String octal() {
        StringBuilder digits = new StringBuilder(Integer.toOctalString(bits));
        while (digits.length() < 6) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }

    static boolean isDirectory(int bits) {
        return (bits & TYPE) == DIRECTORY;
    }

    static boolean isSubmodule(int bits) {
        return (bits & TYPE) == SUBMODULE;
    }

    static boolean isFile(int bits) {
        return (bits & TYPE) == FILE;
    }

    static boolean isBlob(int bits) {
        return !isDirectory(bits) && !isSubmodule(bits);
    }

    static boolean sameType(int one, int other) {
        return (one & TYPE) == (other & TYPE);
    }

    @Override
    public String toString() {
        return octal();
    }
}
