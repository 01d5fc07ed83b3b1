package io.memgit.core.line;

import java.util.Arrays;

/** Gives equal lines of some files the same number, counted from 0. */
public final class LineNumbers {

    private static final int SEED = 0x811c9dc5;
    private static final int PRIME = 0x01000193;
    private static final int FIRST_SLOTS = 256;

    /** Each line's number plus one, or 0. */
    private int[] slots = new int[FIRST_SLOTS];
    private int[] hashes = new int[FIRST_SLOTS];
    private byte[][] files = new byte[FIRST_SLOTS][];
    private int[] starts = new int[FIRST_SLOTS];
    private int[] ends = new int[FIRST_SLOTS];
    private int count;

    /** How many different lines there are. */
    public int count() {
        return count;
    }

    /** The number of the line {@code file[start, end)}. */
    int of(byte[] file, int start, int end) {
        int hash = hash(file, start, end);
        int slot = spread(hash);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isSame(number, file, start, end))
                return number;
            slot = (slot + 1) & (slots.length - 1);
        }
        return add(slot, hash, file, start, end);
    }

    private int add(int slot, int hash, byte[] file, int start, int end) {
        int number = count++;
        slots[slot] = count;
        hashes[number] = hash;
        files[number] = file;
        starts[number] = start;
        ends[number] = end;
        if (count * 2 >= slots.length)
            grow();
        return number;
    }

    private void grow() {
        int size = slots.length * 2;
        slots = new int[size];
        hashes = Arrays.copyOf(hashes, size);
        files = Arrays.copyOf(files, size);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        for (int number = 0; number < count; number++) {
            int slot = spread(hashes[number]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = number + 1;
        }
    }

    private int spread(int hash) {
        return (hash ^ (hash >>> 15)) & (slots.length - 1);
    }

    private boolean isSame(int number, byte[] file, int start, int end) {
        return Arrays.equals(files[number], starts[number], ends[number], file, start, end);
    }

    private static int hash(byte[] file, int start, int end) {
        int hash = SEED;
        for (int i = start; i < end; i++) {
            hash = (hash ^ file[i]) * PRIME;
        }
        return hash;
    }
}
