package io.memgit.core.commit;

import org.jspecify.annotations.Nullable;

/**
 * The names that were looked up in a directory, in the order they came: a list that gets a table
 * (open addressing, linear probing) when it is long.
 */
final class Slots {

    private static final int LINEAR_SLOTS = 8;
    private static final int FIRST_TABLE = 32;
    private static final @Nullable Slot[] NO_TABLE = {};

    private @Nullable Slot first;
    private @Nullable Slot last;
    private @Nullable Slot[] table = NO_TABLE;
    private int count;

    /** The one that came first; from there on they are linked. */
    @Nullable
    Slot first() {
        return first;
    }

    @Nullable
    Slot find(byte[] path, int start, int end, int hash) {
        if (table.length > 0)
            return table[placeOf(path, start, end, hash)];
        for (Slot slot = first; slot != null; slot = slot.next) {
            if (slot.isNamed(path, start, end, hash))
                return slot;
        }
        return null;
    }

    /** Adds a name that is not here. */
    void add(Slot slot) {
        Slot before = last;
        if (before == null)
            first = slot;
        else
            before.next = slot;
        last = slot;
        count++;
        if (count > LINEAR_SLOTS && count * 2 > table.length)
            growTable();
        else if (table.length > 0)
            enter(slot);
    }

    private void growTable() {
        table = new @Nullable Slot[Math.max(FIRST_TABLE, table.length * 2)];
        for (Slot slot = first; slot != null; slot = slot.next)
            enter(slot);
    }

    private void enter(Slot slot) {
        table[placeOf(slot.path, slot.start, slot.end, slot.hash)] = slot;
    }

    /** Where the name is in the table, or the free place where it belongs. */
    private int placeOf(byte[] path, int start, int end, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (Slot found = table[at]; found != null && !found.isNamed(path, start, end, hash); found = table[at])
            at = (at + 1) & mask;
        return at;
    }
}
