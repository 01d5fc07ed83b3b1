package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Judges one tree. Not safe for use by more than one thread.
 *
 * <p>
 * Names that differ in case only are let through, as Git does: real projects have them. So is mode
 * 100664, which the first versions of Git wrote.
 */
final class TreeRules {

    /** Is told about files whose content has to be looked at once all objects are there. */
    interface Finds {

        void found(SpecialFile file, ObjectId blob);
    }

    private static final int GROUP_WRITABLE_FILE = 0100664;
    private static final int MAX_MODE_DIGITS = 6;

    private final TreeLimits limits;
    private final Finds finds;

    private byte[] raw = {};
    private int at;
    private int mode;
    private int nameStart;
    private int nameEnd;
    // Files whose name may come again as a directory further down: each is a prefix of the next one's
    // name.
    private int[] openStarts = new int[16];
    private int[] openEnds = new int[16];
    private int open;

    TreeRules(TreeLimits limits, Finds finds) {
        this.limits = limits;
        this.finds = finds;
    }

    /** Judges {@code tree}, and notes what it names where {@code links} is given. */
    void check(byte[] tree, @Nullable ObjectLinks links) throws CorruptObjectException {
        raw = tree;
        at = 0;
        open = 0;
        int entries = 0;
        int lastStart = -1;
        int lastEnd = 0;
        int lastMode = 0;
        while (at < tree.length) {
            if (++entries > limits.entries())
                throw ObjectProblem.TOO_MANY_ENTRIES.refusal();
            readEntry();
            checkName();
            if (lastStart >= 0)
                checkOrder(lastStart, lastEnd, lastMode);
            checkDuplicate();
            checkSpecialFiles();
            if (links != null)
                note(links);
            lastStart = nameStart;
            lastEnd = nameEnd;
            lastMode = mode;
        }
        raw = new byte[0];
    }

    private void note(ObjectLinks links) throws CorruptObjectException {
        switch (mode) {
            case FileMode.TYPE_TREE -> links.subtree(raw, nameEnd + 1);
            case FileMode.TYPE_GITLINK -> links.submodule();
            default -> links.file(raw, nameEnd + 1);
        }
    }

    private void readEntry() throws CorruptObjectException {
        readMode();
        nameStart = at;
        while (at < raw.length && raw[at] != 0) {
            if (raw[at++] == '/')
                throw ObjectProblem.FULL_PATHNAME.refusal();
        }
        nameEnd = at;
        at += 1 + Constants.OBJECT_ID_LENGTH;
        if (nameEnd == nameStart || at > raw.length)
            throw ObjectProblem.BAD_TREE.refusal();
        if (isNullId())
            throw ObjectProblem.NULL_ID.refusal();
    }

    private void readMode() throws CorruptObjectException {
        int start = at;
        mode = 0;
        while (at < raw.length && raw[at] >= '0' && raw[at] <= '7' && at - start <= MAX_MODE_DIGITS) {
            mode = (mode << 3) + raw[at++] - '0';
        }
        if (at == start || at == raw.length || raw[at] != ' ')
            throw ObjectProblem.BAD_TREE.refusal();
        if (raw[start] == '0')
            throw ObjectProblem.ZERO_PADDED_MODE.refusal();
        if (!isMode(mode))
            throw ObjectProblem.BAD_MODE.refusal();
        at++;
    }

    private static boolean isMode(int mode) {
        return mode == FileMode.TYPE_TREE || mode == FileMode.TYPE_SYMLINK || mode == FileMode.TYPE_GITLINK
                || mode == FileMode.REGULAR_FILE.getBits() || mode == FileMode.EXECUTABLE_FILE.getBits()
                || mode == GROUP_WRITABLE_FILE;
    }

    private boolean isNullId() {
        for (int i = nameEnd + 1; i < at; i++) {
            if (raw[i] != 0)
                return false;
        }
        return true;
    }

    private void checkName() throws CorruptObjectException {
        @Nullable
        PathProblem problem = nameEnd - nameStart > limits.pathBytes()
                ? PathProblem.NAME_TOO_LONG
                : NameRules.problem(raw, nameStart, nameEnd);
        if (problem != null)
            throw ObjectProblem.refusal(problem);
    }

    private void checkOrder(int lastStart, int lastEnd, int lastMode) throws CorruptObjectException {
        int common = Math.min(lastEnd - lastStart, nameEnd - nameStart);
        for (int i = 0; i < common; i++) {
            int difference = Byte.compareUnsigned(raw[lastStart + i], raw[nameStart + i]);
            if (difference > 0)
                throw ObjectProblem.NOT_SORTED.refusal();
            if (difference < 0)
                return;
        }
        if (lastEnd - lastStart == nameEnd - nameStart)
            throw ObjectProblem.DUPLICATE_ENTRIES.refusal();
        // Behind its name a directory sorts as if it had a slash.
        int last = lastStart + common < lastEnd ? raw[lastStart + common] & 0xff : terminator(lastMode);
        int next = nameStart + common < nameEnd ? raw[nameStart + common] & 0xff : terminator(mode);
        if (last > next)
            throw ObjectProblem.NOT_SORTED.refusal();
    }

    private static int terminator(int mode) {
        return mode == FileMode.TYPE_TREE ? '/' : 0;
    }

    // A file "a" and a directory "a" may have "a.b" between them, so neighbours alone do not tell.
    private void checkDuplicate() throws CorruptObjectException {
        while (open > 0 && !isPrefixOfName(openStarts[open - 1], openEnds[open - 1])) {
            open--;
        }
        if (mode == FileMode.TYPE_TREE) {
            if (open > 0 && openEnds[open - 1] - openStarts[open - 1] == nameEnd - nameStart)
                throw ObjectProblem.DUPLICATE_ENTRIES.refusal();
            return;
        }
        if (open == openStarts.length) {
            openStarts = Arrays.copyOf(openStarts, open * 2);
            openEnds = Arrays.copyOf(openEnds, open * 2);
        }
        openStarts[open] = nameStart;
        openEnds[open++] = nameEnd;
    }

    private boolean isPrefixOfName(int start, int end) {
        return end - start <= nameEnd - nameStart
                && Arrays.equals(raw, start, end, raw, nameStart, nameStart + end - start);
    }

    private void checkSpecialFiles() throws CorruptObjectException {
        byte first = raw[nameStart];
        if (first != '.' && first != 'g' && first != 'G' && first > 0)
            return;
        if (NameRules.isGitmodules(raw, nameStart, nameEnd)) {
            if (mode == FileMode.TYPE_SYMLINK)
                throw ObjectProblem.GITMODULES_SYMLINK.refusal();
            if (!isFile())
                throw ObjectProblem.GITMODULES_BLOB.refusal();
            finds.found(SpecialFile.GITMODULES, ObjectId.fromRaw(raw, nameEnd + 1));
        } else if (mode != FileMode.TYPE_SYMLINK && NameRules.isGitattributes(raw, nameStart, nameEnd)) {
            if (!isFile())
                throw ObjectProblem.GITATTRIBUTES_BLOB.refusal();
            finds.found(SpecialFile.GITATTRIBUTES, ObjectId.fromRaw(raw, nameEnd + 1));
        }
    }

    private boolean isFile() {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }
}
