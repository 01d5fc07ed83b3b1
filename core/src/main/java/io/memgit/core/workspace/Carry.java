package io.memgit.core.workspace;

import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.Merge;
import io.memgit.core.merge.MergeOptions;
import io.memgit.core.merge.MergeResult;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Carries the change between two trees over to a third one, with the engine that all verbs share.
 */
final class Carry {

    private final Merge merge;
    private final MemoryRepository repository;
    private final Quarantine objects;
    private final Labels labels;
    private final Favor favor;
    private final String operation;

    /**
     * @param favor
     *            which side wins where both changed the same lines: what is carried over is theirs
     * @param operation
     *            what a conflict is told to have come from
     */
    Carry(Merge merge, MemoryRepository repository, Quarantine objects, Labels labels, Favor favor,
            String operation) {
        this.merge = merge;
        this.repository = repository;
        this.objects = objects;
        this.labels = labels;
        this.favor = favor;
        this.operation = operation;
    }

    /**
     * The tree {@code onto} with what leads from {@code from} to {@code to}.
     *
     * @throws ConflictedException
     *             when somebody has to decide
     */
    ObjectId over(ObjectId from, ObjectId onto, ObjectId to) throws IOException, ConflictedException {
        if (from.equals(onto) || onto.equals(to))
            return to;
        if (from.equals(to))
            return onto;
        if (from.equals(Workspace.EMPTY_TREE) || onto.equals(Workspace.EMPTY_TREE) || to.equals(Workspace.EMPTY_TREE))
            objects.insert(Constants.OBJ_TREE, new byte[0]);
        return switch (merge.trees(repository, objects, from, onto, to, new MergeOptions(favor, labels))) {
            case MergeResult.Clean(ObjectId tree) -> tree;
            case MergeResult.Conflicted(_, var files) ->
                throw new ConflictedException(new WorkspaceOutcome.Conflicted(operation, files, this::find));
            case MergeResult.Unrelated _ -> throw new IllegalStateException("trees are never unrelated");
            case MergeResult.Exceeded(String limit, String message) ->
                throw new ConflictedException(WorkspaceOutcome.Declined.limit(limit, message));
        };
    }

    private @Nullable ObjectView find(AnyObjectId id) {
        ObjectView view = objects.find(id);
        return view == null ? repository.objects().find(id) : view;
    }

    /** Carries what cannot be merged up to where it is answered, and no further. */
    static final class ConflictedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient WorkspaceOutcome outcome;

        ConflictedException(WorkspaceOutcome outcome) {
            super("in conflict", null, false, false);
            this.outcome = outcome;
        }

        WorkspaceOutcome outcome() {
            return outcome;
        }
    }
}
