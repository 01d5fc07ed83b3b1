package io.memgit.core.merge;

/** Which of the three trees: their numbers are places in arrays, their bits are parts of masks. */
final class Side {

    static final int BASE = 0;
    static final int OURS = 1;
    static final int THEIRS = 2;
    static final int COUNT = 3;

    static final int BASE_AND_OURS = 3;
    static final int BASE_AND_THEIRS = 5;
    static final int OURS_AND_THEIRS = 6;
    static final int ALL = 7;

    private Side() {}

    static int bit(int side) {
        return 1 << side;
    }

    static int other(int side) {
        return OURS + THEIRS - side;
    }
}
