package io.memgit.core.sequencer;

import io.memgit.core.commit.Identity;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.sequencer.Evaluation.Step;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Makes commits anew one on the other, as a rebase does: one that stands where it is to stand
 * already stays what it is, one that has become empty is left out.
 */
final class Replay {

    private final Evaluation evaluation;
    private final Identity committer;
    private final int steps;
    private final List<Rewritten> rewritten = new ArrayList<>();
    /** What is in the newest commit. */
    private final List<ObjectId> melted = new ArrayList<>();
    private StoredCommit at;
    private MeltedMessage message = new MeltedMessage("");
    private int step;

    Replay(Evaluation evaluation, StoredCommit onto, Identity committer, int steps) {
        this.evaluation = evaluation;
        this.at = onto;
        this.committer = committer;
        this.steps = steps;
    }

    ObjectId head() {
        return at.id();
    }

    /** What was made anew, in order. */
    List<Rewritten> rewritten() {
        return rewritten;
    }

    void next(TodoItem item) throws IOException, StoppedException {
        step++;
        if (item.command() == TodoItem.Command.PICK) {
            end();
            pick(item.commit());
        } else {
            melt(item);
        }
    }

    /** Nothing more is melted into the newest commit. */
    void end() {
        for (ObjectId old : melted) {
            if (!old.equals(at.id()))
                rewritten.add(new Rewritten(old, at.id()));
        }
        melted.clear();
    }

    private void pick(StoredCommit commit) throws IOException, StoppedException {
        if (commit.parents().equals(List.of(at.id()))) {
            become(commit, commit);
            return;
        }
        ObjectId base = evaluation.firstParentTree(commit);
        ObjectId tree = applied(commit, base);
        if (tree.equals(at.tree()) && !commit.tree().equals(base))
            return;
        become(commit, evaluation.commit(
                evaluation.insert(tree, List.of(at.id()), commit.author(), committer, commit.message())));
    }

    private void become(StoredCommit commit, StoredCommit made) {
        melted.add(commit.id());
        at = made;
        message = new MeltedMessage(made.text());
    }

    private void melt(TodoItem item) throws IOException, StoppedException {
        StoredCommit commit = item.commit();
        ObjectId base = evaluation.firstParentTree(commit);
        ObjectId tree = applied(commit, base);
        boolean wasEmpty = commit.tree().equals(base);
        if (tree.equals(at.tree()) && !wasEmpty)
            return;
        ObjectId below = at.parents().isEmpty()
                ? Constants.EMPTY_TREE_ID
                : evaluation.commit(at.parents().getFirst()).tree();
        if (tree.equals(below) && !wasEmpty)
            throw StoppedException.declined(Reason.EMPTY, commit.id(),
                    "commit " + commit.id().name() + " would undo all of the commit that it is melted into");
        message.add(item.command(), commit.text());
        at = evaluation.commit(evaluation.insert(tree, at.parents(), at.author(), committer,
                message.text().getBytes(StandardCharsets.UTF_8)));
        melted.add(commit.id());
    }

    private ObjectId applied(StoredCommit commit, ObjectId base) throws IOException, StoppedException {
        MergeOptions options = new MergeOptions(new Labels(MergeVerb.OURS, Messages.label(commit)));
        return evaluation.apply(new Step(commit.id(), step, steps), base, at.tree(), commit.tree(), options);
    }
}
