package io.memgit.core.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A glob without braces, as a row of tokens that are compared with the bytes of a path. */
final class Glob {

    /** A byte that stands for itself: 0 to 255; beyond that are the others. */
    private static final int ONE = 256;
    /** Any number of characters of one name. */
    private static final int STAR = 257;
    /** Any number of characters and slashes. */
    private static final int ALL = 258;
    /** No directory, one, or several below each other. */
    private static final int DIRECTORIES = 259;
    private static final int FIRST_SET = 260;

    private final int[] tokens;
    private final List<CharSet> sets;
    private final boolean crossesSlashes;

    private Glob(int[] tokens, List<CharSet> sets, boolean crossesSlashes) {
        this.tokens = tokens;
        this.sets = sets;
        this.crossesSlashes = crossesSlashes;
    }

    /**
     * @param crossesSlashes
     *            whether {@code *} and {@code ?} take slashes, as in Git's pathspecs
     * @throws BadPatternException
     *             for a bracket that is not closed, and a backslash at the end
     */
    static Glob parse(String text, boolean crossesSlashes) throws BadPatternException {
        return new Parser(text.codePoints().toArray(), crossesSlashes).parse();
    }

    /** Whether the glob has more to it than the bytes of one path. */
    static boolean isSpecial(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\' || c == '{');
    }

    /** What every path begins with. */
    byte[] prefix() {
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        for (int i = 0; i < tokens.length && tokens[i] < ONE; i++)
            prefix.write(tokens[i]);
        return prefix.toByteArray();
    }

    /** Whether {@code path[0, length)} is one of those meant. */
    boolean matches(byte[] path, int length) {
        int at = 0;
        int token = 0;
        // Where to go on after the last star and the last token that takes slashes, and from which byte.
        int starToken = -1;
        int starAt = 0;
        int allToken = -1;
        int allAt = 0;
        while (true) {
            if (token == tokens.length && at == length)
                return true;
            if (token < tokens.length) {
                int kind = tokens[token];
                if (kind == STAR && !crossesSlashes) {
                    starToken = ++token;
                    starAt = at;
                    continue;
                }
                if (kind == STAR || kind == ALL || kind == DIRECTORIES) {
                    allToken = token++;
                    allAt = at;
                    starToken = -1;
                    continue;
                }
                int taken = take(kind, path, at, length);
                if (taken > 0) {
                    at += taken;
                    token++;
                    continue;
                }
            }
            if (starToken >= 0 && starAt < length && path[starAt] != '/') {
                at = ++starAt;
                token = starToken;
                continue;
            }
            if (allToken < 0)
                return false;
            allAt = next(tokens[allToken], path, allAt, length);
            if (allAt < 0)
                return false;
            at = allAt;
            token = allToken + 1;
            starToken = -1;
        }
    }

    /** The next place where what is behind a token that takes slashes may begin, or −1. */
    private static int next(int kind, byte[] path, int at, int length) {
        if (kind != DIRECTORIES)
            return at < length ? at + 1 : -1;
        int end = at;
        while (end < length && path[end] != '/')
            end++;
        return end < length ? end + 1 : -1;
    }

    /** How many bytes the token takes, 0 when it does not match. */
    private int take(int kind, byte[] path, int at, int length) {
        if (at == length)
            return 0;
        if (kind < ONE)
            return (path[at] & 0xff) == kind ? 1 : 0;
        if (path[at] == '/' && !crossesSlashes)
            return 0;
        int end = at + 1;
        while (end < length && (path[end] & 0xc0) == 0x80)
            end++;
        if (kind == ONE)
            return end - at;
        int character = new String(path, at, end - at, StandardCharsets.UTF_8).codePointAt(0);
        return sets.get(kind - FIRST_SET).has(character) ? end - at : 0;
    }

    private static final class Parser {
        private final int[] text;
        private final boolean crossesSlashes;
        private final List<Integer> tokens = new ArrayList<>();
        private final List<CharSet> sets = new ArrayList<>();
        private int at;

        Parser(int[] text, boolean crossesSlashes) {
            this.text = text;
            this.crossesSlashes = crossesSlashes;
        }

        Glob parse() throws BadPatternException {
            while (at < text.length) {
                int c = text[at++];
                switch (c) {
                    case '*' -> stars();
                    case '?' -> tokens.add(ONE);
                    case '[' -> tokens.add(FIRST_SET + bracket());
                    case '\\' -> {
                        if (at == text.length)
                            throw new BadPatternException("a backslash at the end");
                        itself(text[at++]);
                    }
                    default -> itself(c);
                }
            }
            return new Glob(tokens.stream().mapToInt(Integer::intValue).toArray(), sets, crossesSlashes);
        }

        private void itself(int c) {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8))
                tokens.add(b & 0xff);
        }

        private void stars() {
            int first = at - 1;
            while (at < text.length && text[at] == '*')
                at++;
            boolean isName = first == 0 || text[first - 1] == '/';
            if (at - first == 1) {
                tokens.add(STAR);
            } else if (isName && at < text.length && text[at] == '/') {
                at++;
                tokens.add(DIRECTORIES);
            } else {
                tokens.add(ALL);
            }
        }

        private int bracket() throws BadPatternException {
            boolean negated = at < text.length && (text[at] == '!' || text[at] == '^');
            if (negated)
                at++;
            CharSet set = CharSet.EMPTY;
            for (boolean first = true; first || peek() != ']'; first = false) {
                int start = one();
                int end = start;
                if (peek() == '-' && at + 1 < text.length && text[at + 1] != ']') {
                    at++;
                    end = one();
                }
                if (end < start)
                    throw new BadPatternException("a range that ends before it begins");
                set = set.with(CharSet.range(start, end));
            }
            at++;
            sets.add(negated ? set.complement() : set);
            return sets.size() - 1;
        }

        private int one() throws BadPatternException {
            if (peek() == '\\')
                at++;
            int c = peek();
            at++;
            return c;
        }

        private int peek() throws BadPatternException {
            if (at >= text.length)
                throw new BadPatternException("[ without ]");
            return text[at];
        }
    }
}
