package io.memgit.core.sequencer;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Divergence;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.commit.CommitBytes;
import io.memgit.core.commit.Identity;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.commit.TreeDifference;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.ConflictedFile;
import io.memgit.core.merge.Merge;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.merge.MergeResult;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.Made.Result;
import io.memgit.core.sequencer.SequencerOutcome.Conflict;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One evaluation of an operation on one head of its branch: the objects it has made so far, and the
 * steps that all verbs are made of. Used once, by one thread.
 */
final class Evaluation {

    private static final int BYTES_PER_CHAR = 3;
    private static final int LAST_LINE_CHARS = 32;

    private final MemoryRepository repository;
    private final Browse browse;
    private final Merge merge;
    private final Limits limits;
    private final Resolutions resolutions;
    private final long deadline;
    private final Quarantine objects = new Quarantine();
    private final ObjectSource source;

    Evaluation(MemoryRepository repository, Browse browse, Merge merge, Limits limits, Resolutions resolutions) {
        this.repository = repository;
        this.browse = browse;
        this.merge = merge;
        this.limits = limits;
        this.resolutions = resolutions;
        this.deadline = System.nanoTime() + limits.sequencer().time().toNanos();
        this.source = id -> {
            ObjectView made = objects.find(id);
            return made == null ? repository.objects().find(id) : made;
        };
    }

    /** What {@code operation} comes to on {@code head}. */
    Evaluated of(Operation operation, ObjectId head) throws IOException {
        try {
            return switch (operation) {
                case Operation.Merge wanted -> new MergeVerb(this, wanted, head).evaluate();
                case Operation.CherryPick wanted -> new PickVerb(this, wanted, head).evaluate();
                case Operation.Revert wanted -> new RevertVerb(this, wanted, head).evaluate();
                case Operation.Rebase wanted -> RebaseVerb.evaluate(this, wanted, head);
            };
        } catch (StoppedException e) {
            return e.why();
        }
    }

    /** A commit that was named; or was made here. */
    StoredCommit commit(ObjectId id) throws StoppedException {
        ObjectView view = source.find(id);
        if (view == null || view.type() != Constants.OBJ_COMMIT)
            throw StoppedException.declined(Reason.NO_COMMIT, id, "there is no commit " + id.name());
        return StoredCommit.of(id, view);
    }

    /** The tree of a commit, the empty one for none. */
    ObjectId firstParentTree(StoredCommit commit) throws StoppedException {
        return commit.parents().isEmpty() ? Constants.EMPTY_TREE_ID : commit(commit.parents().getFirst()).tree();
    }

    /** Where the histories of two commits part. */
    Divergence.Found divergence(ObjectId one, ObjectId other) throws IOException, StoppedException {
        return switch (browse.divergence(repository, one, other)) {
            case Divergence.Found found -> found;
            case Exceeded exceeded -> throw StoppedException.limit("browse." + exceeded.bound().text(),
                    "the histories take too long to compare");
        };
    }

    /**
     * The message of a commit that is made out of others; it ends with how many are not named where it
     * would become longer than a message may be.
     */
    String squashMessage(List<ObjectId> commits) throws IOException {
        StringBuilder message = new StringBuilder(Messages.squashHead());
        long room = limits.commit().messageSize().bytes() / BYTES_PER_CHAR - LAST_LINE_CHARS;
        for (int i = 0; i < commits.size(); i++) {
            String part = Messages.squashPart(browse.commit(repository, commits.get(i)));
            if (message.length() + part.length() > room)
                return message.append("\nand ").append(commits.size() - i).append(" more\n").toString();
            message.append(part);
        }
        return message.toString();
    }

    /** Compares patches of commits that the repository has. */
    PatchIds patchIds() {
        return new PatchIds(this, repository, browse);
    }

    /** Refuses more steps than one operation may have. */
    void requireSteps(int steps) throws StoppedException {
        int most = limits.sequencer().commits();
        if (steps > most)
            throw StoppedException.limit("sequencer.commits", "one request makes at most " + most + " commits anew");
    }

    /** Ends what takes too long; to be called between steps. */
    void checkTime() throws StoppedException {
        if (System.nanoTime() - deadline > 0)
            throw StoppedException.limit("sequencer.time",
                    "it takes longer than " + limits.sequencer().time().toMillis() + " ms");
    }

    /**
     * Brings the change from {@code base} to {@code theirs} into the tree {@code ours}.
     *
     * @param step
     *            which commit this is about
     */
    ObjectId apply(Step step, ObjectId base, ObjectId ours, ObjectId theirs, MergeOptions options)
            throws IOException, StoppedException {
        checkTime();
        return treeOf(step, merge.trees(repository, objects, base, ours, theirs, options));
    }

    /** Merges two commits over all their merge bases. */
    ObjectId merge(Step step, ObjectId ours, ObjectId theirs, MergeOptions options)
            throws IOException, StoppedException {
        return treeOf(step, merge.commits(repository, objects, ours, theirs, options));
    }

    /**
     * A step of an operation.
     *
     * @param commit
     *            what is applied
     * @param number
     *            counted from 1
     * @param of
     *            how many there are
     */
    record Step(ObjectId commit, int number, int of) {}

    private ObjectId treeOf(Step step, MergeResult result) throws StoppedException {
        return switch (result) {
            case MergeResult.Clean(ObjectId tree) -> tree;
            case MergeResult.Conflicted(ObjectId tree, List<ConflictedFile> files) -> {
                Conflict conflict = new Conflict(step.commit(), step.number(), step.of(), files,
                        new ConflictContents(source));
                List<FileResolution> resolved = resolutions.of(conflict);
                if (resolved == null)
                    throw StoppedException.conflict(conflict);
                yield new ResolvedTree(source, objects, limits).of(tree, conflict, resolved);
            }
            case MergeResult.Unrelated _ -> throw unrelated();
            case MergeResult.Exceeded(String limit, String message) -> throw StoppedException.limit(limit, message);
        };
    }

    static StoppedException unrelated() {
        return StoppedException.declined(Reason.UNRELATED, "the histories have no commit in common");
    }

    /** Makes a commit. */
    ObjectId insert(ObjectId tree, List<ObjectId> parents, byte[] author, Identity committer, byte[] message) {
        return objects.insert(Constants.OBJ_COMMIT, CommitBytes.of(tree, parents, author, committer, message));
    }

    /** The end: the branch goes from {@code head} to {@code newHead}. */
    Evaluated ready(Result result, StoredCommit head, ObjectId newHead, List<Rewritten> rewritten, boolean rewinds)
            throws StoppedException {
        ObjectId tree = commit(newHead).tree();
        int files = new TreeDifference(source).count(head.tree(), tree);
        return new Evaluated.Ready(new Made(result, head.id(), newHead, tree, files, rewritten),
                Reached.from(newHead, objects), rewinds);
    }
}
