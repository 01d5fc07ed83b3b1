package io.memgit.core.sequencer;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.sequencer.Evaluation.Step;
import io.memgit.core.sequencer.Made.Result;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** A revert on one head. */
final class RevertVerb {

    private final Evaluation evaluation;
    private final Operation.Revert wanted;
    private final ObjectId headId;

    RevertVerb(Evaluation evaluation, Operation.Revert wanted, ObjectId headId) {
        this.evaluation = evaluation;
        this.wanted = wanted;
        this.headId = headId;
    }

    Evaluated evaluate() throws IOException, StoppedException {
        StoredCommit head = evaluation.commit(headId);
        StoredCommit commit = evaluation.commit(wanted.commit());
        if (!evaluation.divergence(commit.id(), head.id()).onlyOne().isEmpty())
            throw StoppedException.declined(Reason.NO_COMMIT, commit.id(),
                    "commit " + commit.id().name() + " is not on " + wanted.branch().shortName());
        ObjectId parentTree = PickVerb.mainlineTree(evaluation, commit, wanted.mainline());
        MergeOptions options = new MergeOptions(
                new Labels(MergeVerb.OURS, "parent of " + Messages.label(commit)));
        ObjectId tree = evaluation.apply(new Step(commit.id(), 1, 1), commit.tree(), head.tree(), parentTree, options);
        if (tree.equals(head.tree()))
            throw StoppedException.declined(Reason.EMPTY, commit.id(),
                    "nothing is left of commit " + commit.id().name() + " to be reverted");
        String message = wanted.message() == null
                ? Messages.revert(commit, PickVerb.mainline(commit, wanted.mainline()))
                : wanted.message();
        ObjectId made = evaluation.insert(tree, List.of(head.id()), CommitBytes.author(wanted.author()),
                wanted.committer(), message.getBytes(StandardCharsets.UTF_8));
        return evaluation.ready(Result.MERGED, head, made, List.of(new Rewritten(commit.id(), made)), false);
    }
}
