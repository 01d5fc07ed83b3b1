package io.memgit.core.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the next line that a program matches, looking at each byte once. Its states are sets of the
 * program's, made when they are first needed and forgotten all together when they become too many.
 *
 * <p>
 * What is behind a place is known only with the next byte. So a set is what the program holds
 * before it looks at edges, with the kind of the byte before; edges are looked at, and a match is
 * seen, on the way to the next set. For one thread.
 */
final class LineAutomaton {

    private static final int UNKNOWN = 0;
    private static final int MATCHED = -1;
    /** How many numbers all known sets may take together. */
    private static final int MOST_NUMBERS = 1 << 19;
    private static final int STEPS_BETWEEN_CHECKPOINTS = 64;
    private static final int BYTES_BETWEEN_CHECKPOINTS = 1 << 20;

    /** Some states of the program, and what is before the place where they are held. */
    @SuppressWarnings("ArrayRecordComponent") // compared by their content, below
    private record Held(int[] states, int before) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Held held && before == held.before && Arrays.equals(states, held.states);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(states) * 3 + before;
        }
    }

    private final Program program;
    private final Checkpoint checkpoint;
    private final boolean knowsWords;
    /** The class of each byte: those of one class the program never tells apart. */
    private final byte[] classes = new byte[256];
    private final int lineEnd;
    private final int width;
    private final byte[] examples;

    private final Map<Held, Integer> numbers = new HashMap<>();
    private Held[] sets = new Held[16];
    private int count;
    private int held;
    private int[] table = new int[0];
    private int steps;

    // Of the step that is being computed: which states were visited, and those that take bytes.
    private final int[] visited;
    private int visit;
    private final int[] stack;
    private final int[] takers;
    private int takerCount;

    LineAutomaton(Program program, Checkpoint checkpoint) {
        this.program = program;
        this.checkpoint = checkpoint;
        this.knowsWords = program.knowsWords();
        this.visited = new int[program.size()];
        this.stack = new int[program.size() * 2 + 2];
        this.takers = new int[program.size()];
        byte[] found = new byte[257];
        int classCount = divide(found);
        this.examples = Arrays.copyOf(found, classCount);
        this.lineEnd = classes['\n'] & 0xff;
        this.width = classCount;
        forgetAll();
    }

    /**
     * A place in the first line that matches between {@code from}, where a line begins, and
     * {@code to}, where one ends: the place of one of its bytes, or that of its end. Negative when no
     * line does.
     */
    int find(byte[] text, int from, int to) {
        int[] moves = table;
        int state = 1;
        for (int at = from; at < to;) {
            int pause = Math.min(to, at + BYTES_BETWEEN_CHECKPOINTS);
            for (; at < pause; at++) {
                int symbol = classes[text[at] & 0xff] & 0xff;
                int next = moves[state * width + symbol];
                if (next <= UNKNOWN) {
                    if (next == UNKNOWN) {
                        next = step(state, symbol);
                        moves = table;
                    }
                    if (next == MATCHED)
                        return at;
                }
                state = next;
            }
            checkpoint.pass();
        }
        // The end of the text ends a line as well, if one has begun.
        if (to == from || text[to - 1] == '\n')
            return -1;
        int last = moves[state * width + lineEnd];
        if (last == UNKNOWN)
            last = step(state, lineEnd);
        return last == MATCHED ? to : -1;
    }

    private int step(int from, int symbol) {
        if (++steps % STEPS_BETWEEN_CHECKPOINTS == 0)
            checkpoint.pass();
        Held set = sets[from];
        boolean ends = symbol == lineEnd;
        byte example = examples[symbol];
        if (closure(set, ends ? Edge.NOTHING : Edge.kind(example)))
            return put(from, symbol, MATCHED);
        if (ends)
            return put(from, symbol, 1);
        int[] next = new int[takerCount + 1];
        int size = 0;
        for (int i = 0; i < takerCount; i++) {
            if (program.takes(takers[i], example & 0xff))
                next[size++] = program.next()[takers[i]];
        }
        // Wherever a match may begin.
        next[size++] = program.start();
        Held target = new Held(distinct(next, size), knowsWords ? Edge.kind(example) : Edge.OTHER);
        Integer number = numbers.get(target);
        if (number == null && held + target.states.length + width > MOST_NUMBERS) {
            forgetAll();
            // The state that the step began in is gone: only where it leads to is of use.
            return number(target);
        }
        return put(from, symbol, number == null ? number(target) : number);
    }

    private int put(int from, int symbol, int to) {
        table[from * width + symbol] = to;
        return to;
    }

    /** Finds the states that take bytes next; whether the pattern has matched already. */
    private boolean closure(Held set, int behind) {
        visit++;
        takerCount = 0;
        int top = 0;
        for (int state : set.states)
            stack[top++] = state;
        while (top > 0) {
            int state = stack[--top];
            if (visited[state] == visit)
                continue;
            visited[state] = visit;
            switch (program.kinds()[state]) {
                case Program.MATCH -> {
                    return true;
                }
                case Program.BYTE -> takers[takerCount++] = state;
                case Program.FORK -> {
                    stack[top++] = program.first()[state];
                    stack[top++] = program.next()[state];
                }
                default -> {
                    if (program.edge(state).isBetween(set.before, behind))
                        stack[top++] = program.next()[state];
                }
            }
        }
        return false;
    }

    private int number(Held set) {
        int number = ++count;
        if (number == sets.length)
            sets = Arrays.copyOf(sets, number * 2);
        sets[number] = set;
        numbers.put(set, number);
        held += set.states.length + width;
        if ((number + 1) * width > table.length)
            table = Arrays.copyOf(table, Math.max((number + 1) * width, table.length * 2));
        return number;
    }

    private void forgetAll() {
        numbers.clear();
        count = 0;
        held = 0;
        table = new int[8 * width];
        number(new Held(new int[]{program.start()}, Edge.NOTHING));
    }

    /** Gives each byte its class, and notes one byte of each; returns how many classes there are. */
    private int divide(byte[] found) {
        Map<String, Integer> byMembership = new HashMap<>();
        int setCount = program.sets().length / Program.LONGS_OF_A_SET;
        for (int b = 0; b < 256; b++) {
            StringBuilder membership = new StringBuilder();
            for (int set = 0; set < setCount; set++)
                membership.append(program.sets()[set * Program.LONGS_OF_A_SET + (b >>> 6)] >>> b & 1);
            if (knowsWords)
                membership.append(Edge.isWord((byte) b) ? 'w' : 'o');
            if (b == '\n')
                membership.append('n');
            int number = byMembership.computeIfAbsent(membership.toString(), _ -> byMembership.size());
            classes[b] = (byte) number;
            found[number] = (byte) b;
        }
        return byMembership.size();
    }

    private static int[] distinct(int[] states, int size) {
        Arrays.sort(states, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || states[i] != states[i - 1])
                states[kept++] = states[i];
        }
        return Arrays.copyOf(states, kept);
    }
}
