package io.memgit.core.pattern;

import java.util.List;

/** A regular expression as it was read. */
sealed interface Node {

    /** One character of a set. */
    record Chars(CharSet set) implements Node {}

    /** One after the other; without parts it matches where nothing is. */
    record Sequence(List<Node> parts) implements Node {}

    /** One of several. */
    record Choice(List<Node> branches) implements Node {}

    /**
     * The same again and again.
     *
     * @param most
     *            how often, or {@link #ANY}
     */
    record Repeat(Node what, int least, int most) implements Node {
        static final int ANY = -1;
    }

    /** A place between two characters. */
    record At(Edge edge) implements Node {}
}
