package io.memgit.server.workspaces;

import io.memgit.core.workspace.Workspace;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace in answers.
 *
 * @param id
 *            by which its owner names it; absent after a dry run
 * @param name
 *            what its owner calls it
 * @param branch
 *            the short name of where it will be committed
 * @param base
 *            the commit it stands on; null where the branch has none yet
 * @param head
 *            the commit that holds its state; its base as long as nothing has changed
 * @param filesChanged
 *            how many files differ from the base
 * @param expiresAt
 *            when it goes if nobody names it; null: never
 */
record WorkspaceBody(Optional<String> id, Optional<String> name, String branch, @Nullable ObjectId base,
        @Nullable ObjectId head, int filesChanged, Optional<Instant> createdAt, @Nullable Instant expiresAt) {

    static WorkspaceBody of(Workspace workspace, boolean dryRun) {
        return new WorkspaceBody(dryRun ? Optional.empty() : Optional.of(workspace.id()), workspace.title(),
                workspace.branch().shortName(), workspace.base(), workspace.head(), workspace.filesChanged(),
                workspace.created(), workspace.end().orElse(null));
    }
}
