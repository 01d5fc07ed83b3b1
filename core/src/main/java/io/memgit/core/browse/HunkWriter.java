package io.memgit.core.browse;

import io.memgit.core.line.LineChanges.Edit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the hunks of a unified diff. */
final class HunkWriter {

    private static final byte[] NO_LINE_FEED = "\n\\ No newline at end of file\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADING = 80;

    private final Lines old;
    private final Lines now;
    private final List<Edit> edits;
    private final int context;
    private final OutputStream out;
    /** The last line that reads as a heading, and the line up to which one was looked for. */
    private int heading = -1;
    private int searched;

    HunkWriter(FileTexts.Compared texts, int context, OutputStream out) {
        this.old = texts.old();
        this.now = texts.now();
        this.edits = texts.edits();
        this.context = context;
        this.out = out;
    }

    void write() throws IOException {
        int first = 0;
        while (first < edits.size()) {
            int last = first;
            while (last + 1 < edits.size()
                    && (long) edits.get(last + 1).oldStart() - edits.get(last).oldEnd() <= 2L * context) {
                last++;
            }
            writeHunk(edits.subList(first, last + 1));
            first = last + 1;
        }
    }

    private void writeHunk(List<Edit> hunk) throws IOException {
        Edit first = hunk.getFirst();
        Edit last = hunk.getLast();
        int before = Math.min(context, Math.min(first.oldStart(), first.newStart()));
        int after = Math.min(context, Math.min(old.count() - last.oldEnd(), now.count() - last.newEnd()));
        writeHeader(first.oldStart() - before, last.oldEnd() + after, first.newStart() - before,
                last.newEnd() + after);
        int line = first.newStart() - before;
        for (Edit edit : hunk) {
            writeLines(' ', now, line, edit.newStart());
            writeLines('-', old, edit.oldStart(), edit.oldEnd());
            writeLines('+', now, edit.newStart(), edit.newEnd());
            line = edit.newEnd();
        }
        writeLines(' ', now, line, line + after);
    }

    private void writeHeader(int oldStart, int oldEnd, int newStart, int newEnd) throws IOException {
        ascii("@@ -" + range(oldStart, oldEnd) + " +" + range(newStart, newEnd) + " @@");
        findHeading(oldStart);
        if (heading >= 0) {
            out.write(' ');
            int end = endOfHeading();
            out.write(old.bytes(), old.start(heading), end - old.start(heading));
        }
        out.write('\n');
    }

    private static String range(int start, int end) {
        int count = end - start;
        int first = count == 0 ? start : start + 1;
        return count == 1 ? Integer.toString(first) : first + "," + count;
    }

    private void findHeading(int before) {
        for (int line = before - 1; line >= searched; line--) {
            if (startsLikeAHeading(old.bytes()[old.start(line)])) {
                heading = line;
                break;
            }
        }
        searched = Math.max(searched, before);
    }

    private static boolean startsLikeAHeading(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b == '$';
    }

    private int endOfHeading() {
        byte[] bytes = old.bytes();
        int start = old.start(heading);
        int end = Math.min(old.end(heading), start + LONGEST_HEADING);
        while (end > start && end < old.end(heading) && (bytes[end] & 0xc0) == 0x80) {
            end--; // not within a character
        }
        while (end > start && (bytes[end - 1] == ' ' || (bytes[end - 1] >= '\t' && bytes[end - 1] <= '\r'))) {
            end--;
        }
        return end;
    }

    private void writeLines(char sign, Lines file, int start, int end) throws IOException {
        for (int line = start; line < end; line++) {
            out.write(sign);
            out.write(file.bytes(), file.start(line), file.end(line) - file.start(line));
            if (!file.endsInLineFeed(line))
                out.write(NO_LINE_FEED);
        }
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
