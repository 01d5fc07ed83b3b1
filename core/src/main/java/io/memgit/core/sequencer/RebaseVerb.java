package io.memgit.core.sequencer;

import io.memgit.core.browse.Divergence;
import io.memgit.core.commit.Identity;
import io.memgit.core.sequencer.Made.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** A rebase of one head. */
final class RebaseVerb {

    private RebaseVerb() {}

    static Evaluated evaluate(Evaluation evaluation, Operation.Rebase wanted, ObjectId headId)
            throws IOException, StoppedException {
        StoredCommit head = evaluation.commit(headId);
        evaluation.commit(wanted.onto());
        Replay replay = replay(evaluation, headId, wanted.upstream(), wanted.onto(), wanted.autosquash(),
                wanted.committer());
        boolean same = replay.head().equals(headId);
        return evaluation.ready(same ? Result.ALREADY_UP_TO_DATE : Result.MERGED, head, replay.head(),
                same ? List.of() : replay.rewritten(), !same);
    }

    /**
     * Makes anew on {@code onto} what {@code tip} has that {@code upstream} has not: no merges, and
     * nothing that upstream has under another name.
     */
    static Replay replay(Evaluation evaluation, ObjectId tip, ObjectId upstream, ObjectId onto, boolean autosquash,
            Identity committer) throws IOException, StoppedException {
        evaluation.commit(upstream);
        Divergence.Found parted = evaluation.divergence(upstream, tip);
        List<StoredCommit> own = new ArrayList<>();
        int steps = 0;
        for (ObjectId id : parted.onlyOther()) {
            StoredCommit commit = evaluation.commit(id);
            own.add(commit);
            steps += commit.isMerge() ? 0 : 1;
            evaluation.requireSteps(steps);
        }
        Set<ObjectId> known = evaluation.patchIds().inBoth(own, parted.onlyOne());
        List<StoredCommit> picks = TopoOrder.oldestFirst(own, tip)
                .stream()
                .filter(c -> !c.isMerge() && !known.contains(c.id()))
                .toList();
        List<TodoItem> todo = autosquash ? Autosquash.arrange(picks) : picks.stream().map(TodoItem::pick).toList();
        Replay replay = new Replay(evaluation, evaluation.commit(onto), committer, todo.size());
        for (TodoItem item : todo)
            replay.next(item);
        replay.end();
        return replay;
    }
}
