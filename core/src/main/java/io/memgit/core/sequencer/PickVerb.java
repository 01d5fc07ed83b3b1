package io.memgit.core.sequencer;

import io.memgit.core.merge.Labels;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.sequencer.Evaluation.Step;
import io.memgit.core.sequencer.Made.Result;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A cherry-pick on one head. */
final class PickVerb {

    private final Evaluation evaluation;
    private final Operation.CherryPick wanted;
    private final ObjectId headId;

    PickVerb(Evaluation evaluation, Operation.CherryPick wanted, ObjectId headId) {
        this.evaluation = evaluation;
        this.wanted = wanted;
        this.headId = headId;
    }

    Evaluated evaluate() throws IOException, StoppedException {
        List<ObjectId> commits = wanted.commits();
        evaluation.requireSteps(commits.size());
        StoredCommit head = evaluation.commit(headId);
        StoredCommit at = head;
        List<Rewritten> rewritten = new ArrayList<>(commits.size());
        for (int i = 0; i < commits.size(); i++) {
            StoredCommit commit = evaluation.commit(commits.get(i));
            ObjectId base = mainlineTree(evaluation, commit, wanted.mainline());
            MergeOptions options = new MergeOptions(new Labels(MergeVerb.OURS, Messages.label(commit)));
            ObjectId tree = evaluation.apply(new Step(commit.id(), i + 1, commits.size()), base, at.tree(),
                    commit.tree(), options);
            if (tree.equals(at.tree()))
                throw StoppedException.declined(Reason.EMPTY, commit.id(),
                        "commit " + commit.id().name() + " would change nothing");
            at = evaluation.commit(
                    evaluation.insert(tree, List.of(at.id()), commit.author(), wanted.committer(), commit.message()));
            rewritten.add(new Rewritten(commit.id(), at.id()));
        }
        return evaluation.ready(Result.MERGED, head, at.id(), rewritten, false);
    }

    /**
     * The tree of the parent that a commit is compared with.
     *
     * @param mainline
     *            counted from 1; 0 for the only one
     */
    static ObjectId mainlineTree(Evaluation evaluation, StoredCommit commit, int mainline) throws StoppedException {
        ObjectId parent = mainline(commit, mainline);
        return parent.equals(ObjectId.zeroId()) ? Constants.EMPTY_TREE_ID : evaluation.commit(parent).tree();
    }

    /** That parent; the zero id for a commit without one. */
    static ObjectId mainline(StoredCommit commit, int mainline) throws StoppedException {
        List<ObjectId> parents = commit.parents();
        if (mainline == 0 && commit.isMerge())
            throw StoppedException.declined(Reason.MAINLINE, commit.id(),
                    "commit " + commit.id().name() + " is a merge; mainline says which of its parents counts");
        if (mainline > parents.size())
            throw StoppedException.declined(Reason.MAINLINE, commit.id(),
                    "commit " + commit.id().name() + " has no parent number " + mainline);
        if (parents.isEmpty())
            return ObjectId.zeroId();
        return parents.get(Math.max(0, mainline - 1));
    }
}
