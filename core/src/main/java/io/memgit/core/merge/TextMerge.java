package io.memgit.core.merge;

import io.memgit.core.line.HistogramDiff;
import io.memgit.core.line.LineMarks.Edit;
import io.memgit.core.line.LineNumbers;
import io.memgit.core.line.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merges two texts over a third one. Regions that one side changed are that side's; where both did,
 * and not in the same way, they are compared with each other, and what differs is in conflict,
 * together with what is between two conflicts if that is no more than three lines.
 */
final class TextMerge {

    private static final int SHORT_GAP = 3;

    private final Text base;
    private final Text ours;
    private final Text theirs;
    private final HistogramDiff<MergeLimitException> diff;
    private final List<Region> regions = new ArrayList<>();

    /** What becomes of a region. */
    enum Taken {
        OURS, THEIRS, CONFLICT,
        /** Both sides are the same after all. */
        EITHER
    }

    /** A part of all three texts, in lines. */
    static final class Region {
        private Taken taken;
        private int base;
        private int baseCount;
        private int ours;
        private int oursCount;
        private int theirs;
        private int theirsCount;

        private Region(Taken taken, int base, int baseCount, int ours, int oursCount, int theirs, int theirsCount) {
            this.taken = taken;
            this.base = base;
            this.baseCount = baseCount;
            this.ours = ours;
            this.oursCount = oursCount;
            this.theirs = theirs;
            this.theirsCount = theirsCount;
        }

        Taken taken() {
            return taken;
        }

        boolean isConflict() {
            return taken == Taken.CONFLICT;
        }

        int base() {
            return base;
        }

        int baseEnd() {
            return base + baseCount;
        }

        int ours() {
            return ours;
        }

        int oursEnd() {
            return ours + oursCount;
        }

        int theirs() {
            return theirs;
        }

        int theirsEnd() {
            return theirs + theirsCount;
        }

        private void growTo(Region end) {
            baseCount = Math.max(baseEnd(), end.baseEnd()) - base;
            oursCount = end.oursEnd() - ours;
            theirsCount = end.theirsEnd() - theirs;
        }
    }

    private TextMerge(Text base, Text ours, Text theirs, HistogramDiff<MergeLimitException> diff) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.diff = diff;
    }

    /**
     * Merges three texts, and writes the result.
     *
     * @param markers
     *            how conflicts are written
     */
    static MergedText merge(byte[] base, byte[] ours, byte[] theirs, Markers markers, MergeMeter meter)
            throws MergeLimitException {
        LineNumbers known = new LineNumbers();
        Text baseText = Text.of(base, known);
        Text oursText = Text.of(ours, known);
        Text theirsText = Text.of(theirs, known);
        meter.work(base.length + ours.length + theirs.length);
        TextMerge merge = new TextMerge(baseText, oursText, theirsText, new HistogramDiff<>(known.count(), meter));
        List<Edit> oursEdits = merge.diff(baseText.numbers(), oursText.numbers());
        List<Edit> theirsEdits = merge.diff(baseText.numbers(), theirsText.numbers());
        if (oursEdits.isEmpty())
            return MergedText.clean(theirs);
        if (theirsEdits.isEmpty())
            return MergedText.clean(ours);
        merge.combine(oursEdits, theirsEdits);
        merge.refine();
        merge.joinAcrossShortGaps();
        return new RegionWriter(baseText, oursText, theirsText, markers).write(merge.regions);
    }

    private List<Edit> diff(int[] old, int[] now) throws MergeLimitException {
        return diff.between(old, now).edits();
    }

    private void combine(List<Edit> oursEdits, List<Edit> theirsEdits) {
        int i = 0;
        int j = 0;
        while (i < oursEdits.size() && j < theirsEdits.size()) {
            Edit a = oursEdits.get(i);
            Edit b = theirsEdits.get(j);
            if (a.oldEnd() < b.oldStart()) {
                oneSide(Taken.OURS, a, a.newStart(), b.newStart() - b.oldStart() + a.oldStart());
                i++;
            } else if (b.oldEnd() < a.oldStart()) {
                oneSide(Taken.THEIRS, b, a.newStart() - a.oldStart() + b.oldStart(), b.newStart());
                j++;
            } else {
                if (!isSame(a, b))
                    both(a, b);
                if (a.oldEnd() >= b.oldEnd())
                    j++;
                if (b.oldEnd() >= a.oldEnd())
                    i++;
            }
        }
        for (; i < oursEdits.size(); i++) {
            Edit a = oursEdits.get(i);
            oneSide(Taken.OURS, a, a.newStart(), a.oldStart() + theirs.count() - base.count());
        }
        for (; j < theirsEdits.size(); j++) {
            Edit b = theirsEdits.get(j);
            oneSide(Taken.THEIRS, b, b.oldStart() + ours.count() - base.count(), b.newStart());
        }
    }

    private boolean isSame(Edit a, Edit b) {
        return a.oldStart() == b.oldStart() && a.oldCount() == b.oldCount() && a.newCount() == b.newCount()
                && Arrays.equals(ours.numbers(), a.newStart(), a.newStart() + a.newCount(),
                        theirs.numbers(), b.newStart(), b.newStart() + b.newCount());
    }

    private void oneSide(Taken taken, Edit edit, int oursStart, int theirsStart) {
        append(new Region(taken, edit.oldStart(), edit.oldCount(),
                oursStart, taken == Taken.OURS ? edit.newCount() : edit.oldCount(),
                theirsStart, taken == Taken.THEIRS ? edit.newCount() : edit.oldCount()));
    }

    /** The edits overlap or touch: the region reaches from the first start to the last end. */
    private void both(Edit a, Edit b) {
        int start = Math.min(a.oldStart(), b.oldStart());
        int end = Math.max(a.oldEnd(), b.oldEnd());
        append(new Region(Taken.CONFLICT, start, end - start,
                a.newStart() - (a.oldStart() - start), a.newCount() + (a.oldStart() - start) + (end - a.oldEnd()),
                b.newStart() - (b.oldStart() - start), b.newCount() + (b.oldStart() - start) + (end - b.oldEnd())));
    }

    /** Adds a region, or lets the last one grow by it when they touch on either side. */
    private void append(Region region) {
        Region last = regions.isEmpty() ? null : regions.getLast();
        if (last == null || (region.ours > last.oursEnd() && region.theirs > last.theirsEnd())) {
            regions.add(region);
            return;
        }
        if (region.taken != last.taken)
            last.taken = Taken.CONFLICT;
        last.growTo(region);
    }

    /** Compares both sides of each conflict; what is the same in them is not in conflict. */
    private void refine() throws MergeLimitException {
        List<Region> coarse = new ArrayList<>(regions);
        regions.clear();
        for (Region region : coarse) {
            if (!region.isConflict() || region.oursCount == 0 || region.theirsCount == 0)
                regions.add(region);
            else
                refine(region);
        }
    }

    private void refine(Region region) throws MergeLimitException {
        List<Edit> differences = diff(ours.numbers(region.ours, region.oursCount),
                theirs.numbers(region.theirs, region.theirsCount));
        if (differences.isEmpty()) {
            region.taken = Taken.EITHER;
            regions.add(region);
        }
        for (Edit edit : differences) {
            regions.add(new Region(Taken.CONFLICT, region.base, region.baseCount,
                    region.ours + edit.oldStart(), edit.oldCount(),
                    region.theirs + edit.newStart(), edit.newCount()));
        }
    }

    private void joinAcrossShortGaps() {
        List<Region> all = new ArrayList<>(regions);
        regions.clear();
        Region last = null;
        for (Region region : all) {
            if (last != null && last.isConflict() && region.isConflict()
                    && region.ours - last.oursEnd() <= SHORT_GAP) {
                last.growTo(region);
            } else {
                regions.add(region);
                last = region;
            }
        }
    }
}
