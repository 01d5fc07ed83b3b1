package io.memgit.core.merge;

import io.memgit.core.line.Text;
import io.memgit.core.merge.TextMerge.Region;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the regions of a merged text, those in conflict between markers. */
final class RegionWriter {

    /** How the lines of a text end. */
    private enum LineEnd {
        LF, CR_LF, UNKNOWN
    }

    private final Text base;
    private final Text ours;
    private final Text theirs;
    private final Markers markers;
    private final ByteArrayOutputStream out;
    private final List<ConflictHunk> hunks = new ArrayList<>();
    private int lines;

    RegionWriter(Text base, Text ours, Text theirs, Markers markers) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.markers = markers;
        this.out = new ByteArrayOutputStream(Math.max(ours.bytes().length, theirs.bytes().length) + 64);
    }

    MergedText write(List<Region> regions) {
        int at = 0;
        for (Region region : regions) {
            switch (region.taken()) {
                case OURS -> copy(ours, at, region.oursEnd());
                case THEIRS -> takeTheirs(at, region);
                case EITHER -> {
                    continue;
                }
                case CONFLICT -> {
                    switch (markers.favor()) {
                        case NONE -> conflict(at, region);
                        case OURS -> copy(ours, at, region.oursEnd());
                        case THEIRS -> takeTheirs(at, region);
                    }
                }
            }
            at = region.oursEnd();
        }
        copy(ours, at, ours.count());
        return new MergedText(out.toByteArray(), hunks);
    }

    private void takeTheirs(int at, Region region) {
        copy(ours, at, region.ours());
        copy(theirs, region.theirs(), region.theirsEnd());
    }

    private void conflict(int at, Region region) {
        boolean carriageReturn = needsCarriageReturn(region);
        copy(ours, at, region.ours());
        hunks.add(new ConflictHunk(string(base, region.base(), region.baseEnd()),
                string(ours, region.ours(), region.oursEnd()), string(theirs, region.theirs(), region.theirsEnd()),
                lines + 1));
        marker('<', markers.ours(), carriageReturn);
        copyToLineEnd(ours, region.ours(), region.oursEnd(), carriageReturn);
        marker('=', "", carriageReturn);
        copyToLineEnd(theirs, region.theirs(), region.theirsEnd(), carriageReturn);
        marker('>', markers.theirs(), carriageReturn);
    }

    private void marker(char sign, String label, boolean carriageReturn) {
        out.writeBytes(String.valueOf(sign).repeat(markers.size()).getBytes(StandardCharsets.US_ASCII));
        if (!label.isEmpty()) {
            out.write(' ');
            out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        endLine(carriageReturn);
    }

    private void endLine(boolean carriageReturn) {
        if (carriageReturn)
            out.write('\r');
        out.write('\n');
        lines++;
    }

    private void copy(Text from, int start, int end) {
        if (start >= end)
            return;
        int first = from.start(start);
        out.write(from.bytes(), first, from.end(end - 1) - first);
        lines += end - start;
    }

    /** A marker never stands in the line of a text that has no line feed at its end. */
    private void copyToLineEnd(Text from, int start, int end, boolean carriageReturn) {
        copy(from, start, end);
        if (start < end && !from.endsInLineFeed(end - 1)) {
            lines--;
            endLine(carriageReturn);
        }
    }

    private static String string(Text from, int start, int end) {
        if (start >= end)
            return "";
        int first = from.start(start);
        return new String(from.bytes(), first, from.end(end - 1) - first, StandardCharsets.UTF_8);
    }

    /** Whether the lines before the region, and the base's first, end with a carriage return too. */
    private boolean needsCarriageReturn(Region region) {
        LineEnd end = lineEnd(ours, Math.max(0, region.ours() - 1));
        if (end != LineEnd.LF)
            end = lineEnd(theirs, Math.max(0, region.theirs() - 1));
        if (end != LineEnd.LF)
            end = lineEnd(base, 0);
        return end == LineEnd.CR_LF;
    }

    private static LineEnd lineEnd(Text text, int line) {
        if (text.count() == 0)
            return LineEnd.UNKNOWN;
        if (text.endsInLineFeed(line))
            return text.endsInCrLf(line) ? LineEnd.CR_LF : LineEnd.LF;
        if (line == 0)
            return LineEnd.UNKNOWN;
        return text.endsInCrLf(line - 1) ? LineEnd.CR_LF : LineEnd.LF;
    }
}
