package io.memgit.core.blame;

import io.memgit.core.browse.FileEntry;
import io.memgit.core.line.LineChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A file in a commit, with the lines of the answer that may come from there. */
final class Origin {

    private static final Comparator<Block> BY_PLACE = Comparator.comparingInt(Block::at);

    private final RevCommit commit;
    private final FileEntry file;
    private LineChanges.@Nullable Lines lines;
    /** In the order of their places in this file. */
    private List<Block> blocks = new ArrayList<>();

    Origin(RevCommit commit, FileEntry file) {
        this.commit = commit;
        this.file = file;
    }

    /**
     * Lines that stand together here and in the answer.
     *
     * @param shown
     *            the first one's place in the answer, counted from 0
     * @param at
     *            its place in this file
     */
    record Block(int shown, int at, int count) {

        int end() {
            return at + count;
        }

        Block part(int from, int to) {
            return new Block(shown + from - at, from, to - from);
        }

        Block movedTo(int place) {
            return new Block(shown, place, count);
        }
    }

    RevCommit commit() {
        return commit;
    }

    FileEntry file() {
        return file;
    }

    LineChanges.@Nullable Lines lines() {
        return lines;
    }

    void keep(LineChanges.@Nullable Lines known) {
        lines = known;
    }

    boolean isAsked() {
        return !blocks.isEmpty();
    }

    /** Gives its lines away. */
    List<Block> take() {
        List<Block> taken = blocks;
        blocks = new ArrayList<>();
        return taken;
    }

    /** Takes lines in the order of their places. */
    void add(List<Block> more) {
        if (blocks.isEmpty()) {
            blocks = more;
            return;
        }
        List<Block> all = new ArrayList<>(blocks.size() + more.size());
        int i = 0;
        int j = 0;
        while (i < blocks.size() || j < more.size()) {
            boolean mine = j == more.size() || (i < blocks.size() && blocks.get(i).at <= more.get(j).at);
            all.add(mine ? blocks.get(i++) : more.get(j++));
        }
        blocks = all;
    }

    /**
     * Passes on what an earlier form of the file has, too; the rest stays.
     *
     * @param edits
     *            from the earlier form to this one
     * @return what is passed on, at its places there
     */
    List<Block> pass(List<LineChanges.Edit> edits) {
        List<Block> passed = new ArrayList<>();
        List<Block> stay = new ArrayList<>();
        int next = 0;
        for (Block block : blocks) {
            while (next < edits.size() && edits.get(next).newEnd() <= block.at)
                next++;
            int from = block.at;
            int edit = next;
            while (from < block.end()) {
                boolean isLast = edit == edits.size();
                int start = isLast ? Integer.MAX_VALUE : edits.get(edit).newStart();
                if (from < start) {
                    int to = Math.min(block.end(), start);
                    passed.add(block.part(from, to).movedTo(from + moved(edits, edit)));
                    from = to;
                } else {
                    int to = Math.min(block.end(), edits.get(edit).newEnd());
                    if (to > from)
                        stay.add(block.part(from, to));
                    from = Math.max(from, to);
                    edit++;
                }
            }
        }
        // Two lines of the answer can be one line here, so that what was cut may overlap.
        stay.sort(BY_PLACE);
        passed.sort(BY_PLACE);
        blocks = stay;
        return passed;
    }

    /** How much further down than here lines are in the earlier form, before the edit of an index. */
    private static int moved(List<LineChanges.Edit> edits, int index) {
        return index == 0 ? 0 : edits.get(index - 1).oldEnd() - edits.get(index - 1).newEnd();
    }
}
