package io.memgit.core.pattern;

import io.memgit.core.limits.SearchLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are looked for: those that hold a text, or match a POSIX extended regular expression
 * as {@code git grep -E} understands it. Safe for use by many threads; each scans with a
 * {@link LineScanner} of its own.
 */
public final class LinePattern {

    /** What reading a pattern gives. */
    public sealed interface Outcome permits Read, Invalid, TooLarge {}

    /** The pattern was understood. */
    public record Read(LinePattern pattern) implements Outcome {}

    /**
     * The pattern is none.
     *
     * @param reason
     *            what is wrong with it, to be shown
     */
    public record Invalid(String reason) implements Outcome {}

    /**
     * The pattern is larger than a limit.
     *
     * @param limit
     *            the limit's name below {@code search}
     * @param maximum
     *            what it allows
     */
    public record TooLarge(String limit, long maximum) implements Outcome {}

    /**
     * How a pattern is meant, as the options of {@code git grep} are.
     *
     * @param regex
     *            whether it is a regular expression ({@code -E}) or a text ({@code -F})
     * @param caseSensitive
     *            false for {@code -i}
     * @param words
     *            whether a match begins and ends where words do ({@code -w})
     * @param wholeLines
     *            whether a match is the whole line; words do not count then
     * @param inverted
     *            whether the other lines are looked for ({@code -v})
     */
    public record Meaning(boolean regex, boolean caseSensitive, boolean words, boolean wholeLines, boolean inverted) {}

    private final Meaning meaning;
    private final Program program;
    private final @Nullable ByteText text;
    private final @Nullable ByteText filter;
    private final List<String> required;

    private LinePattern(Meaning meaning, Program program, @Nullable ByteText text, @Nullable ByteText filter,
            List<String> required) {
        this.meaning = meaning;
        this.program = program;
        this.text = text;
        this.filter = filter;
        this.required = required;
    }

    /** Reads a pattern. */
    public static Outcome read(String pattern, Meaning meaning, SearchLimits limits) {
        if (pattern.codePointCount(0, pattern.length()) > limits.patternLength())
            return new TooLarge("pattern_length", limits.patternLength());
        if (pattern.indexOf('\n') >= 0 || pattern.indexOf('\0') >= 0)
            return new Invalid("it holds a line feed or NUL; a pattern is for one line");
        if (!pattern.equals(new String(pattern.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
            return new Invalid("it holds half of a surrogate pair");
        try {
            Node node = meaning.regex
                    ? EreParser.parse(pattern, meaning.caseSensitive, limits.repetition())
                    : EreParser.literal(pattern, meaning.caseSensitive);
            return new Read(of(pattern, node, meaning, limits));
        } catch (BadPatternException bad) {
            return new Invalid(bad.reason());
        } catch (LimitReachedException reached) {
            return new TooLarge(reached.limit(), reached.maximum());
        }
    }

    private static LinePattern of(String pattern, Node node, Meaning meaning, SearchLimits limits)
            throws LimitReachedException {
        Node whole = meaning.wholeLines
                ? new Node.Sequence(List.of(new Node.At(Edge.LINE_START), node, new Node.At(Edge.LINE_END)))
                : node;
        Program program = ProgramBuilder.build(whole, limits.patternStates());
        List<String> required = RequiredTexts.of(node);
        ByteText filter = required.size() == 1 ? bytes(required.getFirst(), meaning) : null;
        // Both cases of letters beyond ASCII have different bytes: the automaton sees to those.
        boolean isPlain = !meaning.regex && !meaning.wholeLines && !pattern.isEmpty()
                && (meaning.caseSensitive || pattern.chars().allMatch(c -> c < 0x80));
        return new LinePattern(meaning, program, isPlain ? bytes(pattern, meaning) : null, filter, required);
    }

    private static ByteText bytes(String text, Meaning meaning) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8), meaning.caseSensitive);
    }

    /**
     * Something that looks through texts for this pattern, for one thread.
     *
     * @param checkpoint
     *            passed now and then
     */
    public LineScanner scanner(Checkpoint checkpoint) {
        return new LineScanner(this, checkpoint);
    }

    /**
     * Texts of which at least one is in every file that has a line of this pattern, letters of ASCII
     * in lower case where case does not matter. Empty when nothing of the kind is known.
     */
    public List<String> required() {
        return meaning.inverted ? List.of() : required;
    }

    /** How the pattern is meant. */
    public Meaning meaning() {
        return meaning;
    }

    Program program() {
        return program;
    }

    /** The text itself, where that is all of the pattern. */
    @Nullable
    ByteText text() {
        return text;
    }

    /** A text that every line of the pattern holds. */
    @Nullable
    ByteText filter() {
        return filter;
    }
}
