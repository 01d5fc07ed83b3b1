package io.memgit.core.oracle;

/**
 * What a history has much of.
 *
 * @param rename
 *            how often a file is renamed, of 100 steps
 * @param directoryRename
 *            how often a directory is, wholly or in part
 * @param kinds
 *            how often a file becomes something else: a link, a submodule, a directory, executable
 * @param delete
 *            how often a file is deleted
 * @param add
 *            how often one is added; all other steps edit one
 * @param merges
 *            whether histories have merges in them, and more than one merge base
 */
public record Profile(int rename, int directoryRename, int kinds, int delete, int add, boolean merges) {

    /** Some of everything. */
    public static final Profile MIXED = new Profile(12, 6, 8, 8, 12, true);
    /** Edits, and little else. */
    public static final Profile EDITS = new Profile(0, 0, 2, 4, 8, false);
    /** Mostly renames. */
    public static final Profile RENAMES = new Profile(30, 8, 4, 8, 12, false);
    /** Mostly directories that move. */
    public static final Profile DIRECTORIES = new Profile(10, 25, 3, 8, 25, false);
    /** Several merge bases. */
    public static final Profile CRISS_CROSS = new Profile(6, 2, 4, 6, 8, true);
    /** Things that become other things. */
    public static final Profile KINDS = new Profile(8, 4, 35, 10, 10, false);
}
