package io.memgit.core.pattern;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Patterns and lines of few letters, so that they often fit each other. Words and named classes are
 * of ASCII here and of Unicode in the C library: wide patterns have letters beyond ASCII, narrow
 * ones
 * have words.
 */
public final class RandomPattern {

    private static final List<String> LETTERS = List.of("a", "b", "c", "A", "B", "_", "1", " ", "-", ".", "x", "/");
    private static final List<String> WIDE_LETTERS = List.of("é", "ß", "É", "字", "🙂");
    private static final List<String> ATOMS = List.of(".", "[ab]", "[^a]", "[a-c]", "[^b-z ]", "[]a]", "[a-]", "[-a]",
            "\\.", "\\-", "[[=a=]b]", "[[.-.]a]", "ab", "bc", "()", "\\s", "\\S", "[[:digit:]_]");
    private static final List<String> WIDE_ATOMS = List.of("[éü]", "[^é]", "[^字]", "é.", "[a🙂]");
    private static final List<String> NARROW_ATOMS = List.of("\\w", "\\W", "[[:alpha:]]", "[^[:space:]]", "[[:upper:]]",
            "[[:punct:]]", "[^[:alnum:]]");
    private static final List<String> EDGES = List.of("^", "$");
    private static final List<String> NARROW_EDGES = List.of("\\b", "\\B", "\\<", "\\>");
    private static final List<String> REPEATS = List.of("*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "{,2}", "{0}");
    private static final List<String> ODD = List.of("(", "*", "{", "a{2,1}", "[", "[b-a]", "\\", "a|*", ")", "}", "]",
            "a{x}", "|",
            "[[:foo:]]", "[a-c-e]", "{1}", "^*", "a**", "\\b+", "a{", "a{1", "[[:alpha:]-z]");

    private static final int MOST_CHARACTERS = 200;

    private final Random random;
    private final List<String> letters;
    private final List<String> atoms;
    private final List<String> edges;
    /** How many repeats there are around what is being made. */
    private int repeats;

    public RandomPattern(Random random, boolean wide) {
        this.random = random;
        this.letters = wide ? joined(LETTERS, WIDE_LETTERS) : LETTERS;
        this.atoms = joined(ATOMS, wide ? WIDE_ATOMS : NARROW_ATOMS);
        this.edges = wide ? EDGES : joined(EDGES, NARROW_EDGES);
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** A text without anything special in most cases. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--)
            text.append(pick(letters));
        return text.toString();
    }

    /** A regular expression, sometimes a wrong one. */
    public String expression() {
        String pattern = choice(3);
        while (pattern.length() > MOST_CHARACTERS)
            pattern = choice(3);
        return random.nextInt(12) == 0 ? inserted(pattern, pick(ODD)) : pattern;
    }

    /** One line, which ends in a carriage return at times. */
    public String line() {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--)
            line.append(pick(letters));
        return random.nextInt(20) == 0 ? line + "\r" : line.toString();
    }

    private String choice(int depth) {
        StringBuilder pattern = new StringBuilder(sequence(depth));
        while (random.nextInt(5) == 0)
            pattern.append('|').append(sequence(depth));
        return pattern.toString();
    }

    private String sequence(int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean isRepeated = random.nextInt(3) == 0;
            // The C library is known to lose edges in what is repeated.
            if (repeats == 0 && random.nextInt(7) == 0)
                pattern.append(pick(edges));
            repeats += isRepeated ? 1 : 0;
            pattern.append(atom(depth));
            repeats -= isRepeated ? 1 : 0;
            if (isRepeated)
                pattern.append(pick(REPEATS));
        }
        return pattern.toString();
    }

    private String atom(int depth) {
        if (depth > 0 && random.nextInt(4) == 0)
            return "(" + choice(depth - 1) + ")";
        String letter = pick(letters);
        return random.nextInt(3) == 0 ? pick(atoms) : letter;
    }

    private String inserted(String pattern, String odd) {
        boolean atEnd = odd.equals("\\") || odd.equals("[") || pattern.codePoints().anyMatch(c -> c > 0xffff);
        int at = atEnd ? pattern.length() : random.nextInt(pattern.length() + 1);
        return pattern.substring(0, at) + odd + pattern.substring(at);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
