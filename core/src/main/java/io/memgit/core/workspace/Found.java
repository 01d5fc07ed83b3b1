package io.memgit.core.workspace;

import io.memgit.core.ledger.Actor;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Ttl;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Finds the uncommitted state that a caller means, as it is at one moment. */
final class Found {

    /** The id of the workspace that everybody has in every repository. */
    static final String USUAL = "default";
    /** How long workspaces are kept that nobody has said a time for. */
    static final Ttl USUAL_TTL = new Ttl(24 * 60 * 60);

    private static final String OF_BRANCH = "branch:";

    private final MemoryRepository repository;
    private final Root root;
    private final String owner;

    Found(MemoryRepository repository, Actor actor) {
        this.repository = repository;
        this.root = repository.root();
        this.owner = actor.name();
    }

    Root root() {
        return root;
    }

    /** The workspace or transaction that is meant; empty when there is none. */
    Optional<Workspace> find(Target target) {
        return switch (target) {
            case Target.Usual _ -> Optional.of(usual());
            case Target.OfBranch(RefName branch) -> ofBranch(branch);
            case Target.Named(String id) -> named(Kind.WORKSPACE, id).or(() -> named(Kind.TRANSACTION, id))
                    .or(() -> id.equals(USUAL) ? Optional.of(usual()) : Optional.empty());
            case Target.InTransaction(String id) -> named(Kind.TRANSACTION, id);
        };
    }

    private Optional<Workspace> named(Kind kind, String id) {
        HiddenRef ref = id.isEmpty() || id.length() > HiddenName.MOST_CHARS
                ? null
                : root.hidden().get(new HiddenName(kind, owner, id));
        return Optional.ofNullable(ref).map(r -> Workspace.read(repository, r));
    }

    private Workspace usual() {
        HiddenName name = new HiddenName(Kind.WORKSPACE, owner, USUAL);
        return current(name, root.head());
    }

    // There is one state for a branch: that of the usual workspace while it is on it.
    private Optional<Workspace> ofBranch(RefName branch) {
        Workspace usual = usual();
        if (usual.branch().equals(branch))
            return Optional.of(usual);
        HiddenName name = new HiddenName(Kind.WORKSPACE, owner, OF_BRANCH + branch.shortName());
        boolean known = root.refs().get(branch) != null || root.refs().isEmpty() || root.hidden().get(name) != null;
        return known ? Optional.of(current(name, branch)) : Optional.empty();
    }

    /** A workspace that nobody has to make; without a change it stands where its branch does. */
    private Workspace current(HiddenName name, RefName whenNew) {
        HiddenRef ref = root.hidden().get(name);
        if (ref == null)
            return Workspace.fresh(repository, name, whenNew, head(whenNew), Map.of(), USUAL_TTL);
        Workspace stored = Workspace.read(repository, ref);
        if (!stored.isClean())
            return stored;
        RefName branch = head(stored.branch()) == null ? whenNew : stored.branch();
        ObjectId head = head(branch);
        ObjectId tree = head == null ? Workspace.EMPTY_TREE : Workspace.treeOf(repository, head);
        return stored.on(branch, head, tree, tree, tree);
    }

    /** The head of a branch, or null when it is not there. */
    @Nullable
    ObjectId head(RefName branch) {
        ObjectId head = root.refs().idOf(branch);
        return head.equals(ObjectId.zeroId()) ? null : head;
    }
}
