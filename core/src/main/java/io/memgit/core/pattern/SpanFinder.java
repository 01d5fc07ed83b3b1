package io.memgit.core.pattern;

import java.util.Arrays;

/**
 * Finds where in a line a program matches: the leftmost place, and from there the longest match.
 * Holds many states at once and notes for each where it began; the one that began first wins. For
 * one thread.
 */
final class SpanFinder {

    private static final int STEPS_BETWEEN_CHECKPOINTS = 1 << 12;

    private final Program program;
    private final Checkpoint checkpoint;
    private final int[] visited;
    private int visit;
    private final int[] stack;
    private int[] states;
    private int[] starts;
    private int[] nextStates;
    private int[] nextStarts;
    private int count;
    private int nextCount;
    private int steps;
    private int start;
    private int end;

    SpanFinder(Program program, Checkpoint checkpoint) {
        this.program = program;
        this.checkpoint = checkpoint;
        this.visited = new int[program.size()];
        this.stack = new int[program.size() * 2 + 2];
        this.states = new int[program.size()];
        this.starts = new int[program.size()];
        this.nextStates = new int[program.size()];
        this.nextStarts = new int[program.size()];
    }

    /** Where the match that was found begins. */
    int start() {
        return start;
    }

    /** Where the match that was found ends. */
    int end() {
        return end;
    }

    /**
     * Looks for the first match of the line {@code text[lineStart, lineEnd)} that begins at
     * {@code from} or later.
     */
    boolean find(byte[] text, int lineStart, int lineEnd, int from) {
        start = -1;
        count = 0;
        int before = from == lineStart ? Edge.NOTHING : Edge.kind(text[from - 1]);
        for (int at = from;; at++) {
            boolean ends = at == lineEnd;
            int behind = ends ? Edge.NOTHING : Edge.kind(text[at]);
            step(at, before, behind, ends ? -1 : text[at] & 0xff);
            if (ends || (count == 0 && start >= 0))
                return start >= 0;
            before = behind;
        }
    }

    private void step(int at, int before, int behind, int b) {
        visit++;
        nextCount = 0;
        for (int i = 0; i < count && (start < 0 || starts[i] <= start); i++)
            follow(states[i], starts[i], at, before, behind, b);
        if (start < 0)
            follow(program.start(), at, at, before, behind, b);
        count = nextCount;
        int[] spare = states;
        states = nextStates;
        nextStates = spare;
        spare = starts;
        starts = nextStarts;
        nextStarts = spare;
    }

    /** Takes the byte {@code b} from a state that began at {@code began}. */
    private void follow(int from, int began, int at, int before, int behind, int b) {
        int top = 0;
        stack[top++] = from;
        while (top > 0) {
            int state = stack[--top];
            if (visited[state] == visit)
                continue;
            visited[state] = visit;
            if (++steps % STEPS_BETWEEN_CHECKPOINTS == 0)
                checkpoint.pass();
            switch (program.kinds()[state]) {
                case Program.MATCH -> {
                    start = began;
                    end = at;
                }
                case Program.BYTE -> {
                    if (b >= 0 && program.takes(state, b))
                        hold(program.next()[state], began);
                }
                case Program.FORK -> {
                    stack[top++] = program.next()[state];
                    stack[top++] = program.first()[state];
                }
                default -> {
                    if (program.edge(state).isBetween(before, behind))
                        stack[top++] = program.next()[state];
                }
            }
        }
    }

    // The same state may be held twice, by two bytes states that lead to it: the first began first.
    private void hold(int state, int began) {
        if (nextCount == nextStates.length) {
            nextStates = Arrays.copyOf(nextStates, nextCount * 2);
            nextStarts = Arrays.copyOf(nextStarts, nextCount * 2);
        }
        nextStates[nextCount] = state;
        nextStarts[nextCount++] = began;
    }
}
