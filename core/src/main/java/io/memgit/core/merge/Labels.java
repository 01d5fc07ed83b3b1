package io.memgit.core.merge;

/**
 * What the two sides are called in conflict markers, in messages, and in the names of files that
 * make way for a directory.
 *
 * @param ours
 *            the side that is merged into, such as {@code HEAD} or {@code main}
 * @param theirs
 *            the side that is merged, such as {@code feature} or {@code 1a2b3c4 (Fix the parser)}
 */
public record Labels(String ours, String theirs) {

    /** Of the virtual commits that merge bases are merged to. */
    static final Labels OF_BASES = new Labels("Temporary merge branch 1", "Temporary merge branch 2");

    /**
     * @throws IllegalArgumentException
     *             when a label has a line feed or NUL in it, which would break the markers
     */
    public Labels {
        if (isBroken(ours) || isBroken(theirs))
            throw new IllegalArgumentException("a label is one line");
    }

    private static boolean isBroken(String label) {
        return label.indexOf('\n') >= 0 || label.indexOf('\0') >= 0;
    }
}
