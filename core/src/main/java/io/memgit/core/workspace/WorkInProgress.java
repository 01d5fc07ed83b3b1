package io.memgit.core.workspace;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.commit.Identity;
import io.memgit.core.ledger.Actor;
import io.memgit.core.object.Quarantine;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Makes the commits that hold uncommitted state, in the shape of Git's stash. */
final class WorkInProgress {

    private static final long MILLIS = 1_000;

    private WorkInProgress() {}

    /** Who makes them: the owner, now. */
    static Identity person(Actor actor, InstantSource clock) {
        String name = Identity.isHeaderText(actor.name()) && !actor.name().isBlank() ? actor.name() : "memgit";
        return new Identity(name, "", Math.max(0, clock.millis() / MILLIS), 0);
    }

    /** The commit of a workspace; its base, or the zero id, where nothing has changed. */
    static ObjectId of(Workspace workspace, Quarantine objects, Identity person) {
        ObjectId base = workspace.base();
        if (workspace.isClean())
            return base == null ? ObjectId.zeroId() : base;
        String branch = workspace.branch().shortName();
        List<ObjectId> parents = new ArrayList<>(2);
        if (base != null)
            parents.add(base);
        ObjectId index = commit(objects, workspace.index(), parents, person, "index on " + branch);
        parents.add(index);
        return commit(objects, workspace.work(), parents, person, "WIP on " + branch);
    }

    static ObjectId commit(Quarantine objects, ObjectId tree, List<ObjectId> parents, Identity person,
            String message) {
        return objects.insert(Constants.OBJ_COMMIT, CommitBytes.of(tree, parents, CommitBytes.author(person), person,
                (message + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
