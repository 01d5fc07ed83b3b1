package io.memgit.core.commit;

import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;

/** Finds the entries of a tree by their names, where more than a few are looked for. */
final class TreeIndex {

    /** After so many lookups one by one an index has paid off. */
    private static final int LINEAR_LOOKUPS = 4;

    private final TreeBytes tree;
    /** Where entries begin, from the start of the tree, + 1; 0 is free. */
    private int[] table = {};
    private int lookups;

    TreeIndex(TreeBytes tree) {
        this.tree = tree;
    }

    /** Where the entry with the name from {@code start} to before {@code end} begins, or -1. */
    int find(byte[] path, int start, int end, int hash) {
        if (table.length == 0) {
            if (++lookups <= LINEAR_LOOKUPS)
                return tree.find(path, start, end);
            enterAll();
        }
        int mask = table.length - 1;
        for (int at = hash & mask; table[at] != 0; at = (at + 1) & mask) {
            int entry = tree.start + table[at] - 1;
            int nameAt = tree.nameOf(entry);
            int nul = nameAt + end - start;
            if (nul < tree.end && tree.buffer[nul] == 0
                    && Arrays.equals(path, start, end, tree.buffer, nameAt, nul))
                return entry;
        }
        return -1;
    }

    private void enterAll() {
        int most = (tree.end - tree.start) / TreeBytes.LEAST_ENTRY_BYTES + 1;
        int[] places = new int[Integer.highestOneBit(most) * 4];
        int mask = places.length - 1;
        for (int entry = tree.start; entry < tree.end;) {
            int nameAt = tree.nameOf(entry);
            int nul = nameAt;
            while (tree.buffer[nul] != 0)
                nul++;
            int at = NameHash.of(tree.buffer, nameAt, nul) & mask;
            while (places[at] != 0)
                at = (at + 1) & mask;
            places[at] = entry - tree.start + 1;
            entry = nul + 1 + Constants.OBJECT_ID_LENGTH;
        }
        table = places;
    }
}
