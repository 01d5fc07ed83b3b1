package io.memgit.core.browse;

import java.util.Arrays;

/**
 * Gives the lines of two files numbers, equal lines the same one, so that comparing them is cheap.
 */
final class LineNumbers {

    private final Lines[] files;
    /** An open hash table of numbers plus one; more than half of it is always free. */
    private int[] slots = new int[64];
    private int[] hashes = new int[32];
    /** For each number, the line that has it first: {@code line * 2 + file}. */
    private int[] firsts = new int[32];
    private int count;

    private LineNumbers(Lines old, Lines now) {
        this.files = new Lines[]{old, now};
    }

    /**
     * The numbers of both files' lines.
     *
     * @param count
     *            how many there are, counted from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Numbered(int[] old, int[] now, int count) {}

    static Numbered of(Lines old, Lines now) {
        LineNumbers numbers = new LineNumbers(old, now);
        return new Numbered(numbers.number(0), numbers.number(1), numbers.count);
    }

    private int[] number(int file) {
        Lines lines = files[file];
        int[] numbers = new int[lines.count()];
        for (int line = 0; line < numbers.length; line++) {
            numbers[line] = number(lines, line, file);
        }
        return numbers;
    }

    private int number(Lines lines, int line, int file) {
        int hash = hash(lines.bytes(), lines.start(line), lines.end(line));
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isSame(lines, line, firsts[number]))
                return number;
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = count + 1;
        hashes[count] = hash;
        firsts[count] = line * 2 + file;
        if (++count == hashes.length)
            grow();
        return count - 1;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, count * 2);
        firsts = Arrays.copyOf(firsts, count * 2);
        slots = new int[slots.length * 2];
        for (int number = 0; number < count; number++) {
            int slot = hashes[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    private boolean isSame(Lines lines, int line, int first) {
        Lines other = files[first & 1];
        int otherLine = first >> 1;
        return Arrays.equals(lines.bytes(), lines.start(line), lines.end(line), other.bytes(), other.start(otherLine),
                other.end(otherLine));
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
