package io.memgit.core.commit;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.limits.Limits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Makes the commit of a request on a given head: evaluates its actions and writes what is new. */
final class Preparer {

    /** What most commits bring beside their files: a root, a directory, the commit. */
    private static final int FEW_TREES = 3;

    private final MemoryRepository repository;
    private final CommitRequest request;
    private final Limits limits;

    Preparer(MemoryRepository repository, CommitRequest request, Limits limits) {
        this.repository = repository;
        this.request = request;
        this.limits = limits;
    }

    /**
     * @param head
     *            where the branch points, the zero id when it is not there
     * @param submitted
     *            the write in flight that puts it there, or null when it is there already
     */
    Prepared prepare(ObjectId head, @Nullable InFlight submitted) throws DeclinedException {
        ObjectId parent = parent(head);
        Quarantine objects = new Quarantine(request.actions().size() + FEW_TREES);
        ObjectSource source = id -> {
            ObjectView view = objects.find(id);
            if (view == null)
                view = InFlight.find(submitted, id);
            return view == null ? repository.objects().find(id) : view;
        };
        ObjectId base = parent == null ? null : CommitBytes.treeOf(source.get(parent, Constants.OBJ_COMMIT));
        TreeEditor editor = new TreeEditor(source, objects, limits.tree(), base);
        ObjectId tree = editor.apply(request.actions());
        boolean changed = base == null ? !tree.equals(TreeEditor.EMPTY_TREE) : !tree.equals(base);
        if (!changed && !request.allowEmpty())
            throw new DeclinedException(Reason.EMPTY_COMMIT, "", "the commit would change nothing");
        ObjectId commit = objects.insert(Constants.OBJ_COMMIT,
                CommitBytes.of(tree, parent, request.author(), request.committer(), request.message()));
        return new Prepared(commit, tree, parent, head, editor.filesChanged(), objects);
    }

    private @Nullable ObjectId parent(ObjectId head) throws DeclinedException {
        if (!head.equals(ObjectId.zeroId()))
            return head;
        if (repository.refs().size() >= limits.refs().perRepository())
            throw DeclinedException.limit("refs.per_repository",
                    "a repository has at most " + limits.refs().perRepository() + " refs");
        ObjectId start = request.startFrom();
        if (start != null) {
            ObjectView view = repository.objects().find(start);
            if (view == null || view.type() != Constants.OBJ_COMMIT)
                throw new DeclinedException(Reason.COMMIT_NOT_FOUND, "", "there is no commit " + start.name());
            return start;
        }
        if (!repository.refs().isEmpty())
            throw new DeclinedException(Reason.BRANCH_NOT_FOUND, "",
                    "there is no branch " + request.branch().shortName());
        return null;
    }
}
