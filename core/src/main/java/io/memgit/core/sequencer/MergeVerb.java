package io.memgit.core.sequencer;

import io.memgit.core.browse.Divergence;
import io.memgit.core.commit.CommitBytes;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.sequencer.Evaluation.Step;
import io.memgit.core.sequencer.Made.Result;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;

/** A merge on one head. */
final class MergeVerb {

    /** What git calls the side that is merged into. */
    static final String OURS = "HEAD";

    private final Evaluation evaluation;
    private final Operation.Merge wanted;
    private final ObjectId headId;

    MergeVerb(Evaluation evaluation, Operation.Merge wanted, ObjectId headId) {
        this.evaluation = evaluation;
        this.wanted = wanted;
        this.headId = headId;
    }

    Evaluated evaluate() throws IOException, StoppedException {
        StoredCommit head = evaluation.commit(headId);
        StoredCommit source = evaluation.commit(wanted.source());
        Divergence.Found parted = evaluation.divergence(head.id(), source.id());
        if (parted.onlyOther().isEmpty())
            return evaluation.ready(Result.ALREADY_UP_TO_DATE, head, head.id(), List.of(), false);
        if (parted.mergeBases().isEmpty())
            throw Evaluation.unrelated();
        boolean forward = parted.onlyOne().isEmpty();
        return switch (wanted.strategy()) {
            case MERGE -> forward ? forward(head, source) : merged(head, source, parted);
            case FF_ONLY -> {
                if (!forward)
                    throw StoppedException.declined(Reason.NOT_FAST_FORWARD, head.id(),
                            wanted.branch().shortName() + " has commits that " + wanted.label() + " has not");
                yield forward(head, source);
            }
            case SQUASH -> squashed(head, source, parted);
            case REBASE -> rebased(head, source);
        };
    }

    private Evaluated forward(StoredCommit head, StoredCommit source) throws StoppedException {
        return evaluation.ready(Result.FAST_FORWARD, head, source.id(), List.of(), false);
    }

    private Evaluated merged(StoredCommit head, StoredCommit source, Divergence.Found parted)
            throws IOException, StoppedException {
        ObjectId tree = tree(head, source, parted);
        ObjectId made = insert(tree, List.of(head.id(), source.id()),
                () -> Messages.merge(wanted.name(), wanted.branch()));
        return evaluation.ready(Result.MERGED, head, made, List.of(), false);
    }

    private Evaluated squashed(StoredCommit head, StoredCommit source, Divergence.Found parted)
            throws IOException, StoppedException {
        ObjectId tree = parted.onlyOne().isEmpty() ? source.tree() : tree(head, source, parted);
        if (tree.equals(head.tree()))
            throw StoppedException.declined(Reason.EMPTY, source.id(),
                    wanted.branch().shortName() + " has all that " + wanted.label() + " changes");
        String message = wanted.message() == null ? evaluation.squashMessage(parted.onlyOther()) : wanted.message();
        ObjectId made = insert(tree, List.of(head.id()), () -> message);
        return evaluation.ready(Result.SQUASHED, head, made, List.of(), false);
    }

    private Evaluated rebased(StoredCommit head, StoredCommit source) throws IOException, StoppedException {
        Replay replay = RebaseVerb.replay(evaluation, source.id(), head.id(), head.id(), false, wanted.committer());
        Result result = replay.head().equals(head.id())
                ? Result.ALREADY_UP_TO_DATE
                : replay.head().equals(source.id()) ? Result.FAST_FORWARD : Result.MERGED;
        return evaluation.ready(result, head, replay.head(), replay.rewritten(), false);
    }

    private ObjectId tree(StoredCommit head, StoredCommit source, Divergence.Found parted)
            throws IOException, StoppedException {
        MergeOptions options = new MergeOptions(wanted.favor(), new Labels(OURS, wanted.label()));
        Step step = new Step(source.id(), 1, 1);
        if (parted.mergeBases().size() > 1)
            return evaluation.merge(step, head.id(), source.id(), options);
        ObjectId base = evaluation.commit(parted.mergeBases().getFirst()).tree();
        return evaluation.apply(step, base, head.tree(), source.tree(), options);
    }

    private ObjectId insert(ObjectId tree, List<ObjectId> parents, Supplier<String> usual) {
        String message = wanted.message() == null ? usual.get() : wanted.message();
        return evaluation.insert(tree, parents, CommitBytes.author(wanted.author()), wanted.committer(),
                message.getBytes(StandardCharsets.UTF_8));
    }
}
