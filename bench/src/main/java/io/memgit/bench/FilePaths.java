package io.memgit.bench;

/**
 * The paths of a tree with directories of at most 100 entries: ten directories of 100 files for
 * 1,000 files, {@code 100 x 100 x 10} for 100,000.
 *
 * @param count
 *            how many files there are
 */
record FilePaths(int count) {

    private static final int FLAT_FILES = 1_000;
    private static final int DIRECTORIES = 100;

    /** The path of file {@code index}, from 0 up to {@code count}. */
    String path(int index) {
        if (count <= FLAT_FILES)
            return "dir-" + index % 10 + "/file-" + index;
        return "dir-" + index % DIRECTORIES + "/sub-" + index / DIRECTORIES % DIRECTORIES + "/file-" + index;
    }

    /**
     * A walk through all files that jumps about: the index after {@code index}. 7,919 is prime, so that
     * every file has its turn.
     */
    int after(int index) {
        return (index + 7_919) % count;
    }
}
