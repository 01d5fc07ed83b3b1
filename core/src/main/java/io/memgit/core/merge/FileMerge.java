package io.memgit.core.merge;

import io.memgit.core.line.Text;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Merges the versions of one file, link or submodule, which is the same kind of thing on both
 * sides.
 */
final class FileMerge {

    private final MergePlan plan;

    FileMerge(MergePlan plan) {
        this.plan = plan;
    }

    /**
     * What came of it.
     *
     * @param stage
     *            the merged version, or the one that the result has until somebody decided
     * @param clean
     *            whether it is merged
     * @param kind
     *            why it is not
     * @param hunks
     *            what is between markers
     */
    record Merged(Stage stage, boolean clean, ConflictKind kind, List<ConflictHunk> hunks) {}

    /**
     * @param stages
     *            the three versions; the base's may be missing, or something else
     * @param names
     *            where each side has its version
     * @param moreMarker
     *            how much longer markers are than usual, so that those in contents which have been
     *            merged
     *            before can be told apart
     */
    Merged merge(Stage[] stages, String[] names, int moreMarker) throws IOException, MergeLimitException {
        Stage base = stages[Side.BASE];
        Stage ours = stages[Side.OURS];
        Stage theirs = stages[Side.THEIRS];
        if (!ours.hasTypeOf(theirs))
            return new Merged(ours, false, ConflictKind.MODE, List.of());
        boolean oneMode = ours.mode() == theirs.mode() || ours.mode() == base.mode();
        int mode = oneMode ? theirs.mode() : ours.mode();
        boolean modeClean = oneMode || theirs.mode() == base.mode();
        if (ours.id().equals(theirs.id()) || ours.id().equals(base.id()))
            return trivial(mode, theirs.id(), modeClean);
        if (theirs.id().equals(base.id()))
            return trivial(mode, ours.id(), modeClean);
        if (ours.isFile())
            return contents(stages, names, moreMarker, mode, modeClean);
        if (ours.isSubmodule())
            return submodule(base, ours, mode);
        return link(base, ours, theirs, mode);
    }

    private static Merged trivial(int mode, ObjectId id, boolean modeClean) {
        return new Merged(new Stage(mode, id), modeClean, ConflictKind.MODE, List.of());
    }

    private Merged contents(Stage[] stages, String[] names, int moreMarker, int mode, boolean modeClean)
            throws IOException, MergeLimitException {
        Stage base = stages[Side.BASE];
        Stage ours = stages[Side.OURS];
        Stage theirs = stages[Side.THEIRS];
        ObjectId baseId = base.hasTypeOf(ours) ? base.id() : ObjectId.zeroId();
        if (isTooLarge(baseId) || isTooLarge(ours.id()) || isTooLarge(theirs.id()))
            return binary(baseId, ours, theirs, mode, modeClean);
        byte[] baseBytes = plan.objects().blob(baseId);
        byte[] oursBytes = plan.objects().blob(ours.id());
        byte[] theirsBytes = plan.objects().blob(theirs.id());
        if (Text.isBinary(baseBytes) || Text.isBinary(oursBytes) || Text.isBinary(theirsBytes))
            return binary(baseId, ours, theirs, mode, modeClean);
        MergedText text = TextMerge.merge(baseBytes, oursBytes, theirsBytes, markers(names, moreMarker),
                plan.meter());
        ObjectId id = plan.objects().insert(Constants.OBJ_BLOB, text.bytes());
        boolean clean = modeClean && text.isClean();
        return new Merged(new Stage(mode, id), clean, text.isClean() ? ConflictKind.MODE : ConflictKind.CONTENT,
                text.hunks());
    }

    private boolean isTooLarge(ObjectId blob) throws IOException {
        return !blob.equals(ObjectId.zeroId())
                && plan.objects().size(blob) > plan.meter().limits().fileSize().bytes();
    }

    private Markers markers(String[] names, int moreMarker) {
        String ours = Paths.ofText(plan.label(Side.OURS));
        String theirs = Paths.ofText(plan.label(Side.THEIRS));
        if (!names[Side.BASE].equals(names[Side.OURS]) || !names[Side.OURS].equals(names[Side.THEIRS])) {
            ours += ':' + names[Side.OURS];
            theirs += ':' + names[Side.THEIRS];
        }
        return new Markers(Markers.DEFAULT_SIZE + moreMarker, ours, theirs, plan.favor());
    }

    /** Nobody can merge this by lines: a base keeps what it was, and else a side has to be chosen. */
    private Merged binary(ObjectId base, Stage ours, Stage theirs, int mode, boolean modeClean) {
        if (plan.isOfBases()) {
            ObjectId kept = base.equals(ObjectId.zeroId())
                    ? plan.objects().insert(Constants.OBJ_BLOB, new byte[0])
                    : base;
            return new Merged(new Stage(mode, kept), modeClean, ConflictKind.MODE, List.of());
        }
        return switch (plan.favor()) {
            case NONE -> new Merged(new Stage(mode, ours.id()), false, ConflictKind.BINARY, List.of());
            case OURS -> new Merged(new Stage(mode, ours.id()), modeClean, ConflictKind.MODE, List.of());
            case THEIRS -> new Merged(new Stage(mode, theirs.id()), modeClean, ConflictKind.MODE, List.of());
        };
    }

    /** Which of two commits of a submodule has the other one in it is not known here. */
    private Merged submodule(Stage base, Stage ours, int mode) {
        if (!plan.isOfBases())
            return new Merged(new Stage(mode, ours.id()), false, ConflictKind.SUBMODULE, List.of());
        Stage kept = base.hasTypeOf(ours) ? new Stage(mode, base.id()) : base;
        return new Merged(kept, false, ConflictKind.SUBMODULE, List.of());
    }

    private Merged link(Stage base, Stage ours, Stage theirs, int mode) {
        if (plan.isOfBases())
            return new Merged(base, false, ConflictKind.BINARY, List.of());
        return switch (plan.favor()) {
            case NONE -> new Merged(new Stage(mode, ours.id()), false, ConflictKind.BINARY, List.of());
            case OURS -> new Merged(new Stage(mode, ours.id()), true, ConflictKind.BINARY, List.of());
            case THEIRS -> new Merged(new Stage(mode, theirs.id()), true, ConflictKind.BINARY, List.of());
        };
    }
}
