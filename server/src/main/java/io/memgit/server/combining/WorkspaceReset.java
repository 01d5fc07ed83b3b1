package io.memgit.server.combining;

import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.Workspaces.ResetMode;
import io.memgit.server.web.Call;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** Where the workspaces of a caller are reset. */
@FunctionalInterface
public interface WorkspaceReset {

    /**
     * What a reset came to.
     *
     * @param oldBase
     *            the commit that the workspace stood on; the zero id for none
     * @param sequence
     *            the number of the repository's last event
     */
    record Done(ObjectId oldBase, ObjectId newBase, long sequence) {}

    /**
     * Puts a workspace on another commit.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code WORKSPACE_NOT_FOUND} when the caller has none of this id, and those of a
     *             revision
     * @throws IOException
     *             when the repository cannot be read
     */
    Done reset(Call call, MemoryRepository repository, String workspace, String target, ResetMode mode)
            throws IOException;
}
