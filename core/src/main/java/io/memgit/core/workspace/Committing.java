package io.memgit.core.workspace;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Labels;
import io.memgit.core.merge.Merge;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import io.memgit.core.workspace.WorkspaceOutcome.HeadMoved;
import io.memgit.core.workspace.WorkspaceOutcome.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Brings the changes of a workspace together with what its branch points to by now. */
final class Committing {

    private final Workspaces workspaces;
    private final MemoryRepository repository;
    private final Root root;
    private final Actor actor;
    private final Quarantine objects;
    private final Merge merge;

    Committing(Workspaces workspaces, MemoryRepository repository, Actor actor, Quarantine objects, Merge merge) {
        this.workspaces = workspaces;
        this.repository = repository;
        this.root = repository.root();
        this.actor = actor;
        this.objects = objects;
        this.merge = merge;
    }

    /** Commits to the branch, after which that commit is the base. */
    Step commit(Workspace workspace, CommitWish wish) throws IOException, Carry.ConflictedException {
        ObjectId head = root.refs().idOf(workspace.branch());
        if (wish.expectedHead() != null && !head.equals(wish.expectedHead()))
            return new Step.Answer(new HeadMoved(workspace.branch(), head));
        boolean missing = head.equals(ObjectId.zeroId());
        if (missing && !mayStart(workspace))
            return new Step.Answer(Declined.because(Reason.BRANCH_NOT_FOUND, "",
                    "there is no branch " + workspace.branch().shortName()));
        ObjectId parent = missing ? workspace.base() : head;
        ObjectId before = parent == null ? Workspace.EMPTY_TREE : Workspace.treeOf(repository, parent);
        ObjectId mine = wish.stagedOnly() ? workspace.index() : workspace.work();
        Carry carry = carry(workspace, wish.favor(), "commit");
        ObjectId tree = carry.over(workspace.baseTree(), before, mine);
        if (tree.equals(before) && !wish.allowEmpty())
            return new Step.Answer(Declined.because(Reason.EMPTY_COMMIT, "", wish.stagedOnly()
                    ? "the commit would change nothing: nothing is staged"
                    : "the commit would change nothing"));
        ObjectId rest = wish.stagedOnly() ? carry.over(workspace.index(), tree, workspace.work()) : tree;
        return made(workspace, wish, head, parent, tree, rest);
    }

    // A branch that somebody has deleted is not made again by whoever worked on it.
    private boolean mayStart(Workspace workspace) {
        return workspace.base() == null ? root.refs().isEmpty() : workspace.facts().containsKey(Workspace.STARTS);
    }

    private Step made(Workspace workspace, CommitWish wish, ObjectId head, @Nullable ObjectId parent, ObjectId tree,
            ObjectId rest) {
        List<ObjectId> parents = parent == null ? List.of() : List.of(parent);
        ObjectId commit = objects.insert(Constants.OBJ_COMMIT, CommitBytes.of(tree, parents,
                CommitBytes.author(wish.author()), wish.committer(), wish.message().getBytes(StandardCharsets.UTF_8)));
        if (tree.equals(Workspace.EMPTY_TREE))
            objects.insert(Constants.OBJ_TREE, new byte[0]);
        RefUpdate update = head.equals(ObjectId.zeroId())
                ? RefUpdate.create(workspace.branch(), commit)
                : RefUpdate.fastForward(workspace.branch(), head, commit);
        ObjectId before = parent == null ? null : Workspace.treeOf(repository, parent);
        int files = workspaces.layer(repository, objects).differences(before, tree);
        Workspaces.Saved saved = workspaces.save(repository, actor,
                workspace.on(workspace.branch(), commit, tree, tree, rest).withFact(Workspace.STARTS, null), objects);
        return new Step.Submit(objects, List.of(update), EventType.COMMIT, List.of(saved.update()),
                number -> new Made(saved.after(repository),
                        new Committed(commit, tree, parent, head, files, number)));
    }

    /** Puts both layers on top of the branch's head. */
    Step rebase(Workspace workspace, Favor favor) throws IOException, Carry.ConflictedException {
        ObjectId head = root.refs().idOf(workspace.branch());
        if (head.equals(ObjectId.zeroId()))
            return new Step.Answer(Declined.because(Reason.BRANCH_NOT_FOUND, "",
                    "there is no branch " + workspace.branch().shortName()));
        ObjectId onto = Workspace.treeOf(repository, head);
        Carry carry = carry(workspace, favor, "rebase");
        ObjectId index = carry.over(workspace.baseTree(), onto, workspace.index());
        ObjectId work = workspace.work().equals(workspace.index())
                ? index
                : carry.over(workspace.baseTree(), onto, workspace.work());
        return workspaces.saved(repository, actor, workspace.on(workspace.branch(), head, onto, index, work), objects,
                0);
    }

    private Carry carry(Workspace workspace, Favor favor, String operation) {
        return new Carry(merge, repository, objects, new Labels(workspace.branch().shortName(), "workspace"), favor,
                operation);
    }
}
