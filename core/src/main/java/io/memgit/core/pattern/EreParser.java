package io.memgit.core.pattern;

import io.memgit.core.pattern.Node.Repeat;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads POSIX extended regular expressions with the additions of GNU: {@code \w}, {@code \W},
 * {@code \s}, {@code \S}, {@code \b}, {@code \B}, {@code \<} and {@code \>}. What GNU's library
 * refuses is refused here; references to groups are as well, since no automaton can follow them.
 */
final class EreParser {

    /** Any character but those that end a line or a text. */
    private static final CharSet ANY = CharSet.EMPTY.complement().without(CharSet.of('\n')).without(CharSet.of(0));
    private static final int END = -1;

    private final int[] pattern;
    private final boolean caseSensitive;
    private final int mostRepetitions;
    private int at;
    private int depth;

    private EreParser(String pattern, boolean caseSensitive, int mostRepetitions) {
        this.pattern = pattern.codePoints().toArray();
        this.caseSensitive = caseSensitive;
        this.mostRepetitions = mostRepetitions;
    }

    /**
     * @param mostRepetitions
     *            the largest number in {@code {m,n}}
     * @throws BadPatternException
     *             when it is no such expression
     * @throws LimitReachedException
     *             when it repeats something more often
     */
    static Node parse(String pattern, boolean caseSensitive, int mostRepetitions)
            throws BadPatternException, LimitReachedException {
        return new EreParser(pattern, caseSensitive, mostRepetitions).choice();
    }

    /** The expression that matches exactly {@code text}. */
    static Node literal(String text, boolean caseSensitive) {
        List<Node> parts = new ArrayList<>();
        text.codePoints().forEach(c -> parts.add(one(CharSet.of(c), caseSensitive)));
        return new Node.Sequence(parts);
    }

    private Node choice() throws BadPatternException, LimitReachedException {
        List<Node> branches = new ArrayList<>();
        branches.add(branch());
        while (peek() == '|') {
            at++;
            branches.add(branch());
        }
        return branches.size() == 1 ? branches.getFirst() : new Node.Choice(branches);
    }

    private Node branch() throws BadPatternException, LimitReachedException {
        List<Node> parts = new ArrayList<>();
        while (peek() != END && peek() != '|' && !(peek() == ')' && depth > 0))
            parts.add(piece());
        return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
    }

    private Node piece() throws BadPatternException, LimitReachedException {
        Node atom = atom();
        // GNU takes what follows an anchor for the start of an expression.
        if (atom instanceof Node.At)
            return atom;
        while (true) {
            switch (peek()) {
                case '*' -> atom = repeated(atom, 0, Repeat.ANY);
                case '+' -> atom = repeated(atom, 1, Repeat.ANY);
                case '?' -> atom = repeated(atom, 0, 1);
                case '{' -> atom = interval(atom);
                default -> {
                    return atom;
                }
            }
        }
    }

    private Node repeated(Node atom, int least, int most) {
        at++;
        return new Repeat(atom, least, most);
    }

    private Node interval(Node atom) throws BadPatternException, LimitReachedException {
        at++;
        int least = number();
        int most = least;
        if (peek() == ',') {
            at++;
            most = number();
        } else if (least == Repeat.ANY) {
            throw new BadPatternException("{ } holds a number, or two with a comma between them");
        }
        if (peek() != '}')
            throw new BadPatternException(peek() == END ? "{ without }" : "{ } holds more than two numbers");
        at++;
        if (most != Repeat.ANY && least > most)
            throw new BadPatternException("{ } counts backwards");
        return new Repeat(atom, Math.max(0, least), most);
    }

    private int number() throws LimitReachedException {
        if (peek() < '0' || peek() > '9')
            return Repeat.ANY;
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + (pattern[at++] - '0');
            if (value > mostRepetitions)
                throw new LimitReachedException("repetition", mostRepetitions);
        }
        return value;
    }

    private Node atom() throws BadPatternException, LimitReachedException {
        int c = pattern[at++];
        return switch (c) {
            case '(' -> group();
            case '[' -> one(new BracketParser().set(), true);
            case '.' -> new Node.Chars(ANY);
            case '^' -> new Node.At(Edge.LINE_START);
            case '$' -> new Node.At(Edge.LINE_END);
            case '\\' -> escaped();
            case '*', '+', '?', '{' -> throw new BadPatternException("nothing stands before " + (char) c);
            default -> one(CharSet.of(c), caseSensitive);
        };
    }

    private Node group() throws BadPatternException, LimitReachedException {
        depth++;
        Node inner = choice();
        depth--;
        if (peek() != ')')
            throw new BadPatternException("( without )");
        at++;
        // So that what follows an anchor in parentheses can be repeated.
        return inner instanceof Node.At ? new Node.Sequence(List.of(inner)) : inner;
    }

    private Node escaped() throws BadPatternException {
        if (peek() == END)
            throw new BadPatternException("a backslash at the end");
        int c = pattern[at++];
        return switch (c) {
            case 'w' -> new Node.Chars(CharSet.WORD);
            case 'W' -> new Node.Chars(notOneOf(CharSet.WORD));
            case 's' -> new Node.Chars(CharSet.SPACE.without(CharSet.of('\n')));
            case 'S' -> new Node.Chars(notOneOf(CharSet.SPACE));
            case 'b' -> new Node.At(Edge.WORD_EDGE);
            case 'B' -> new Node.At(Edge.NO_WORD_EDGE);
            case '<' -> new Node.At(Edge.WORD_START);
            case '>' -> new Node.At(Edge.WORD_END);
            case '`' -> new Node.At(Edge.LINE_START);
            case '\'' -> new Node.At(Edge.LINE_END);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw new BadPatternException("references to groups such as \\" + (char) c + " are not supported");
            default -> one(CharSet.of(c), caseSensitive);
        };
    }

    private static CharSet notOneOf(CharSet set) {
        return set.complement().without(CharSet.of('\n'));
    }

    private static Node one(CharSet set, boolean caseSensitive) {
        return new Node.Chars(caseSensitive ? set : set.folded());
    }

    private int peek() {
        return at < pattern.length ? pattern[at] : END;
    }

    /** Reads what stands in brackets, from behind the first one. */
    private final class BracketParser {

        private CharSet set = CharSet.EMPTY;

        CharSet set() throws BadPatternException {
            boolean negated = peek() == '^';
            if (negated)
                at++;
            boolean first = true;
            while (first || peek() != ']') {
                element(first);
                first = false;
            }
            at++;
            if (!caseSensitive)
                set = set.folded();
            return negated ? notOneOf(set) : set.without(CharSet.of('\n'));
        }

        private void element(boolean first) throws BadPatternException {
            if (isNamed(':')) {
                set = set.with(namedClass(name(':')));
                return;
            }
            if (isNamed('=')) {
                set = set.with(CharSet.of(single(name('='))));
                return;
            }
            if (peek() == '-' && !first && peekSecond() != ']')
                throw new BadPatternException("a - in [ ] that is neither between two characters nor at an end");
            int start = character();
            if (peek() != '-' || peekSecond() == ']') {
                set = set.with(CharSet.of(start));
                return;
            }
            at++;
            if (isNamed(':') || isNamed('='))
                throw new BadPatternException("a range that ends in a class");
            int end = character();
            if (end < start)
                throw new BadPatternException("a range that ends before it begins");
            set = set.with(CharSet.range(start, end));
        }

        private int character() throws BadPatternException {
            if (isNamed('.'))
                return single(name('.'));
            if (peek() == END)
                throw new BadPatternException("[ without ]");
            return pattern[at++];
        }

        private boolean isNamed(char mark) {
            return peek() == '[' && peekSecond() == mark;
        }

        private String name(char mark) throws BadPatternException {
            at += 2;
            int start = at;
            while (!(peek() == mark && peekSecond() == ']')) {
                if (peek() == END)
                    throw new BadPatternException("[" + mark + " without " + mark + "]");
                at++;
            }
            String name = new String(pattern, start, at - start);
            at += 2;
            return name;
        }

        private int single(String name) throws BadPatternException {
            if (name.codePointCount(0, name.length()) != 1)
                throw new BadPatternException("'" + name + "' is not one character");
            return name.codePointAt(0);
        }

        private int peekSecond() {
            return at + 1 < pattern.length ? pattern[at + 1] : END;
        }

        private static CharSet namedClass(String name) throws BadPatternException {
            return switch (name) {
                case "alpha" -> CharSet.LETTERS;
                case "digit" -> CharSet.DIGITS;
                case "alnum" -> CharSet.LETTERS.with(CharSet.DIGITS);
                case "upper" -> CharSet.UPPER;
                case "lower" -> CharSet.LOWER;
                case "space" -> CharSet.SPACE;
                case "blank" -> CharSet.of(' ').with(CharSet.of('\t'));
                case "punct" -> CharSet.range('!', '~').without(CharSet.LETTERS).without(CharSet.DIGITS);
                case "print" -> CharSet.range(' ', '~');
                case "graph" -> CharSet.range('!', '~');
                case "cntrl" -> CharSet.range(0, 31).with(CharSet.of(127));
                case "xdigit" -> CharSet.DIGITS.with(CharSet.range('a', 'f')).with(CharSet.range('A', 'F'));
                default -> throw new BadPatternException("there is no class [:" + name + ":]");
            };
        }
    }
}
