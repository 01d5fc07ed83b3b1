package io.memgit.core.browse;

import io.memgit.core.browse.Resolution.Ambiguous;
import io.memgit.core.browse.Resolution.Invalid;
import io.memgit.core.browse.Resolution.NotFound;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.browse.Resolution.Via;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a name like {@code main~2} stands for: a branch, a tag, a full ref name, a hash or
 * the first digits of one, in this order, followed by steps as {@code gitrevisions(7)} has them.
 */
final class Revisions {

    private static final RevisionSteps NO_STEPS = new RevisionSteps(List.of(), false);
    private static final int SHORTEST_PREFIX = 7;
    private static final int LONGEST_NAME = 1_024;
    private static final int LONGEST_CHAIN_OF_TAGS = 64;

    private final RefLookup refs;
    private final ObjectReader reader;
    private final Visible visible;
    private final Meter meter;

    Revisions(RefLookup refs, ObjectReader reader, Visible visible, Meter meter) {
        this.refs = refs;
        this.reader = reader;
        this.visible = visible;
        this.meter = meter;
    }

    /** Where the steps start: an object that exists, and how it was named. */
    private record Start(ObjectId id, Optional<RefName> ref, Via via) {}

    /** A commit with its tree, or a tree alone. */
    private record Point(Optional<ObjectId> commit, ObjectId tree) {}

    Resolution resolve(String text) throws IOException {
        if (text.length() > LONGEST_NAME)
            return new Invalid("longer than " + LONGEST_NAME + " characters");
        int split = startOfSteps(text);
        String base = text.substring(0, split);
        RevisionSteps steps = RevisionSteps.parse(text.substring(split));
        if (steps == null)
            return new Invalid("'" + text.substring(split) + "' is none of ~n, ^n, ^{tree} and ^{commit}");
        Start start = byRef(base);
        if (start != null)
            return walk(start, steps);
        return isHex(base) && base.length() >= SHORTEST_PREFIX ? byHash(base, steps) : nothingFor(base);
    }

    Resolution resolve(RefName ref) throws IOException {
        Start start = exactly(Optional.of(ref));
        return start == null ? new NotFound() : walk(start, NO_STEPS);
    }

    private static Resolution nothingFor(String base) {
        boolean possible = RefName.parse(base).isPresent() || RefName.branch(base).isPresent();
        return possible ? new NotFound() : new Invalid("no branch, tag, ref or commit can have this name");
    }

    private @Nullable Start byRef(String base) throws IOException {
        // A full name means itself, or a branch called refs/heads/main would stand in for main.
        Start start = exactly(RefName.parse(base));
        if (start == null)
            start = exactly(RefName.branch(base));
        return start == null ? exactly(RefName.tag(base)) : start;
    }

    private @Nullable Start exactly(Optional<RefName> name) throws IOException {
        if (name.isEmpty())
            return null;
        return refs.find(name.get())
                .map(found -> new Start(found.id(), Optional.of(found.name()), Via.REF))
                .orElse(null);
    }

    private Resolution byHash(String digits, RevisionSteps steps) throws IOException {
        if (digits.length() > Constants.OBJECT_ID_STRING_LENGTH)
            return nothingFor(digits);
        boolean full = digits.length() == Constants.OBJECT_ID_STRING_LENGTH;
        List<ObjectId> candidates = new ArrayList<>();
        for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(digits))) {
            meter.checkTime();
            if (reader.has(id) && isCommitOrTag(id) && visible.visible(id))
                candidates.add(id);
        }
        candidates.sort(null);
        return switch (candidates.size()) {
            case 0 -> new NotFound();
            case 1 -> walk(new Start(candidates.getFirst(), Optional.empty(), full ? Via.HASH : Via.PREFIX), steps);
            default -> new Ambiguous(List.copyOf(candidates));
        };
    }

    private boolean isCommitOrTag(ObjectId id) throws IOException {
        int type = reader.open(id).getType();
        return type == Constants.OBJ_COMMIT || type == Constants.OBJ_TAG;
    }

    private Resolution walk(Start start, RevisionSteps steps) throws IOException {
        Point point = peel(start.id);
        if (point == null)
            return new Invalid("it names a blob, which has no files");
        if (steps.needCommit() && point.commit.isEmpty())
            return new Invalid("it names a tree, which has no history");
        for (int step : steps.steps()) {
            ObjectId next = parent(point.commit.orElseThrow(), step);
            if (next == null)
                return new NotFound();
            point = new Point(Optional.of(next), treeOf(next));
        }
        return new Resolved(point.commit, point.tree, start.ref, start.via);
    }

    /** The parent {@code number} of a commit, counted from 1, or null. */
    private @Nullable ObjectId parent(ObjectId commit, int number) throws IOException {
        meter.commit();
        List<ObjectId> parents = commit(commit).parents();
        return number <= parents.size() ? parents.get(number - 1) : null;
    }

    private ObjectId treeOf(ObjectId commit) throws IOException {
        return commit(commit).tree();
    }

    private CommitParser commit(ObjectId id) throws IOException {
        return new CommitParser(id, reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE));
    }

    /** What a ref or hash stands for once its tags are taken off; null for a blob. */
    private @Nullable Point peel(ObjectId named) throws IOException {
        ObjectId id = named;
        for (int tags = 0; tags <= LONGEST_CHAIN_OF_TAGS; tags++) {
            ObjectLoader loader = reader.open(id);
            int type = loader.getType();
            if (type == Constants.OBJ_BLOB)
                return null;
            if (type == Constants.OBJ_TREE)
                return new Point(Optional.empty(), id);
            byte[] raw = loader.getCachedBytes(Integer.MAX_VALUE);
            if (type == Constants.OBJ_COMMIT)
                return new Point(Optional.of(id), new CommitParser(id, raw).tree());
            id = TagTarget.of(id, raw);
        }
        throw new BoundReached(Bound.WALK_COMMITS);
    }

    private static int startOfSteps(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '~' || text.charAt(i) == '^')
                return i;
        }
        return text.length();
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    }
}
