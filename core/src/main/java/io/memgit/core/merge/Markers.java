package io.memgit.core.merge;

/**
 * How conflicts are written. In its labels each byte is one character, as in {@link Paths}.
 *
 * @param size
 *            how many characters each marker has
 * @param ours
 *            stands after the marker before our lines
 * @param theirs
 *            stands after the marker behind their lines
 * @param favor
 *            the side whose lines are taken instead, if any
 */
record Markers(int size, String ours, String theirs, Favor favor) {

    /** What a marker has where nothing asks for more. */
    static final int DEFAULT_SIZE = 7;
}
