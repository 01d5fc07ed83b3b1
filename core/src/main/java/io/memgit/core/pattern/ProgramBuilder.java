package io.memgit.core.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes states of an expression, from its end to its start, so that each knows the next. */
final class ProgramBuilder {

    private final int mostStates;
    private byte[] kinds = new byte[32];
    private int[] first = new int[32];
    private int[] next = new int[32];
    private int states;
    private long[] sets = new long[8 * Program.LONGS_OF_A_SET];
    private int setCount;
    /** Byte states that were made already: the ends of characters are shared. */
    private final Map<Taking, Integer> known = new HashMap<>();

    private record Taking(int from, int to, int next) {}

    private ProgramBuilder(int mostStates) {
        this.mostStates = mostStates;
    }

    /**
     * @param mostStates
     *            how many states there may be
     * @throws LimitReachedException
     *             when it takes more
     */
    static Program build(Node node, int mostStates) throws LimitReachedException {
        ProgramBuilder builder = new ProgramBuilder(mostStates);
        int start = builder.emit(node, builder.add(Program.MATCH, 0, 0));
        return new Program(Arrays.copyOf(builder.kinds, builder.states), Arrays.copyOf(builder.first, builder.states),
                Arrays.copyOf(builder.next, builder.states),
                Arrays.copyOf(builder.sets, builder.setCount * Program.LONGS_OF_A_SET), start);
    }

    private int emit(Node node, int after) throws LimitReachedException {
        return switch (node) {
            case Node.Chars(CharSet set) -> chars(set, after);
            case Node.At(Edge edge) -> add(Program.EDGE, Program.EDGES.indexOf(edge), after);
            case Node.Sequence(List<Node> parts) -> {
                int at = after;
                for (int i = parts.size() - 1; i >= 0; i--)
                    at = emit(parts.get(i), at);
                yield at;
            }
            case Node.Choice(List<Node> branches) -> {
                int at = emit(branches.getLast(), after);
                for (int i = branches.size() - 2; i >= 0; i--)
                    at = add(Program.FORK, emit(branches.get(i), after), at);
                yield at;
            }
            case Node.Repeat repeat -> repeat(repeat, after);
        };
    }

    private int repeat(Node.Repeat repeat, int after) throws LimitReachedException {
        int at = after;
        int least = repeat.least();
        if (repeat.most() == Node.Repeat.ANY) {
            int fork = add(Program.FORK, after, after);
            int body = emit(repeat.what(), fork);
            first[fork] = body;
            at = least == 0 ? fork : body;
            least--;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++)
                at = add(Program.FORK, emit(repeat.what(), at), after);
        }
        for (int i = 0; i < least; i++)
            at = emit(repeat.what(), at);
        return at;
    }

    private int chars(CharSet set, int after) throws LimitReachedException {
        long[] ascii = new long[Program.LONGS_OF_A_SET];
        boolean anyAscii = false;
        int at = -1;
        CharSet all = set.without(Utf8Sequences.SURROGATES);
        for (int i = 0; i < all.ranges(); i++) {
            for (int c = all.first(i); c <= Math.min(all.last(i), 0x7f); c++) {
                ascii[c >>> 6] |= 1L << c;
                anyAscii = true;
            }
            for (int[] bytes : Utf8Sequences.of(Math.max(all.first(i), 0x80), all.last(i)))
                at = or(sequence(bytes, after), at);
        }
        if (anyAscii || at < 0)
            at = or(add(Program.BYTE, set(ascii), after), at);
        return at;
    }

    private int or(int one, int other) throws LimitReachedException {
        return other < 0 ? one : add(Program.FORK, one, other);
    }

    /**
     * @param bytes
     *            the first and last of each byte, in order
     */
    private int sequence(int[] bytes, int after) throws LimitReachedException {
        int at = after;
        for (int i = bytes.length - 2; i >= 0; i -= 2) {
            Taking taking = new Taking(bytes[i], bytes[i + 1], at);
            Integer same = known.get(taking);
            if (same == null) {
                long[] set = new long[Program.LONGS_OF_A_SET];
                for (int b = bytes[i]; b <= bytes[i + 1]; b++)
                    set[b >>> 6] |= 1L << b;
                same = add(Program.BYTE, set(set), at);
                known.put(taking, same);
            }
            at = same;
        }
        return at;
    }

    private int set(long[] bits) {
        for (int i = 0; i < setCount; i++) {
            int at = i * Program.LONGS_OF_A_SET;
            if (Arrays.equals(sets, at, at + Program.LONGS_OF_A_SET, bits, 0, Program.LONGS_OF_A_SET))
                return i;
        }
        int end = (setCount + 1) * Program.LONGS_OF_A_SET;
        if (end > sets.length)
            sets = Arrays.copyOf(sets, sets.length * 2);
        System.arraycopy(bits, 0, sets, end - Program.LONGS_OF_A_SET, Program.LONGS_OF_A_SET);
        return setCount++;
    }

    private int add(byte kind, int a, int b) throws LimitReachedException {
        if (states == mostStates)
            throw new LimitReachedException("pattern_states", mostStates);
        if (states == kinds.length) {
            kinds = Arrays.copyOf(kinds, states * 2);
            first = Arrays.copyOf(first, states * 2);
            next = Arrays.copyOf(next, states * 2);
        }
        kinds[states] = kind;
        first[states] = a;
        next[states] = b;
        return states++;
    }
}
