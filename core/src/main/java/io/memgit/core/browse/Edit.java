package io.memgit.core.browse;

/**
 * A place where two files differ: the lines {@code [oldStart, oldEnd)} became
 * {@code [newStart, newEnd)}, counted from 0.
 */
record Edit(int oldStart, int oldEnd, int newStart, int newEnd) {

    boolean onlyAdds() {
        return oldStart == oldEnd;
    }

    boolean onlyDeletes() {
        return newStart == newEnd;
    }

    Edit movedDown(int lines) {
        return new Edit(oldStart + lines, oldEnd + lines, newStart + lines, newEnd + lines);
    }

    boolean touches(Edit next) {
        return oldEnd == next.oldStart;
    }

    Edit joinedWith(Edit next) {
        return new Edit(oldStart, next.oldEnd, newStart, next.newEnd);
    }
}
