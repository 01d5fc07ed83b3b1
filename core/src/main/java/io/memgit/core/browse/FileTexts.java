package io.memgit.core.browse;

import io.memgit.core.line.LineChanges;
import io.memgit.core.line.LineChanges.Edit;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Compares the contents of changed files by lines. */
final class FileTexts {

    /** The most lines of both sides together: comparing takes some hundred bytes for each. */
    private static final int MOST_LINES = 2_000_000;

    private final ObjectReader reader;
    private final Whitespace whitespace;
    private final int context;
    private final long largest;

    /**
     * @param context
     *            how many unchanged lines are shown around a change
     * @param largest
     *            a file of more bytes is not compared by lines, as if it were binary; nor is one
     *            with millions of lines
     */
    FileTexts(ObjectReader reader, Whitespace whitespace, int context, long largest) {
        this.reader = reader;
        this.whitespace = whitespace;
        this.context = context;
        this.largest = largest;
    }

    /** Two files that are compared by lines. */
    record Compared(Lines old, Lines now, List<Edit> edits) {

        int additions() {
            return edits.stream().mapToInt(e -> e.newEnd() - e.newStart()).sum();
        }

        int deletions() {
            return edits.stream().mapToInt(e -> e.oldEnd() - e.oldStart()).sum();
        }
    }

    /** How both contents of a file differ; empty for a binary one. */
    Optional<Compared> compare(Change change) throws IOException {
        if (change.oldId().equals(change.newId()))
            return Optional.of(new Compared(Lines.of(new byte[0]), Lines.of(new byte[0]), List.of()));
        if (isTooLarge(change))
            return Optional.empty();
        byte[] old = content(change.oldMode(), change.oldId());
        byte[] now = content(change.newMode(), change.newId());
        if (Lines.isBinary(old) || Lines.isBinary(now))
            return Optional.empty();
        if ((long) Lines.count(old) + Lines.count(now) > MOST_LINES)
            return Optional.empty();
        Lines oldLines = Lines.of(old);
        Lines newLines = Lines.of(now);
        LineNumbers.Numbered numbers = LineNumbers.of(oldLines.comparable(whitespace),
                newLines.comparable(whitespace));
        return Optional.of(new Compared(oldLines, newLines, LineChanges.between(oldLines.numbered(numbers.old()),
                newLines.numbered(numbers.now()), numbers.count(), context)));
    }

    private boolean isTooLarge(Change change) throws IOException {
        return size(change.oldMode(), change.oldId()) > largest || size(change.newMode(), change.newId()) > largest;
    }

    /** Whether a file that is not compared is binary, and not only too large. */
    boolean isBinary(Change change) throws IOException {
        return !isTooLarge(change) && (Lines.isBinary(content(change.oldMode(), change.oldId()))
                || Lines.isBinary(content(change.newMode(), change.newId())));
    }

    /**
     * Whether a file that has only been moved, or has another mode, is binary; it is not read as a
     * whole.
     */
    boolean isSameBinary(Change change) throws IOException {
        if (!change.oldId().equals(change.newId()) || EntryMode.isSubmodule(change.newMode()) || isTooLarge(change))
            return false;
        try (InputStream start = reader.open(change.newId(), Constants.OBJ_BLOB).openStream()) {
            return Lines.isBinary(start.readNBytes(Lines.BYTES_THAT_TELL_BINARY));
        }
    }

    /** The size of one side's content in bytes; 0 where it is absent. */
    long size(int mode, ObjectId id) throws IOException {
        if (mode == 0)
            return 0;
        return EntryMode.isSubmodule(mode) ? submodule(id).length : reader.getObjectSize(id, Constants.OBJ_BLOB);
    }

    private byte[] content(int mode, ObjectId id) throws IOException {
        if (mode == 0)
            return new byte[0];
        return EntryMode.isSubmodule(mode)
                ? submodule(id)
                : reader.open(id, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
    }

    /** A submodule is compared as if it were a file that names its commit. */
    private static byte[] submodule(ObjectId commit) {
        return Constants.encodeASCII("Subproject commit " + commit.name() + "\n");
    }
}
