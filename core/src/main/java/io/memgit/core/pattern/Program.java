package io.memgit.core.pattern;

import java.util.List;

/**
 * A pattern as states over bytes, of which any number may be held at a time.
 *
 * @param kinds
 *            what each state does
 * @param first
 *            of {@link #BYTE} the number of its set, of {@link #EDGE} that of its edge, of
 *            {@link #FORK}
 *            a next state
 * @param next
 *            the next state, of {@link #FORK} the other one
 * @param sets
 *            sets of bytes, each in four longs
 * @param start
 *            the state to begin in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Program(byte[] kinds, int[] first, int[] next, long[] sets, int start) {

    /** Takes one byte of a set. */
    static final byte BYTE = 0;
    /** Goes two ways. */
    static final byte FORK = 1;
    /** Goes on where an edge is. */
    static final byte EDGE = 2;
    /** The pattern has matched. */
    static final byte MATCH = 3;

    static final int LONGS_OF_A_SET = 4;
    /** By the number that a state has of its edge. */
    static final List<Edge> EDGES = List.of(Edge.values());

    int size() {
        return kinds.length;
    }

    /** Whether state {@code state} takes {@code b}. */
    boolean takes(int state, int b) {
        return (sets[first[state] * LONGS_OF_A_SET + (b >>> 6)] >>> b & 1) != 0;
    }

    Edge edge(int state) {
        return EDGES.get(first[state]);
    }

    /** Whether what is beside a place matters, more than that a line begins or ends there. */
    boolean knowsWords() {
        for (int state = 0; state < kinds.length; state++) {
            if (kinds[state] == EDGE && edge(state).knowsWords())
                return true;
        }
        return false;
    }
}
