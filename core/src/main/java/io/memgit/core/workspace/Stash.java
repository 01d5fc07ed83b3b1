package io.memgit.core.workspace;

import io.memgit.core.ref.RefName;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Uncommitted state that was put aside.
 *
 * @param id
 *            does not change when another one is dropped
 * @param branch
 *            on which it was
 * @param base
 *            the commit it was based on, null where the branch had none yet
 * @param commit
 *            in the shape of Git's own stash
 * @param owner
 *            who put it aside
 * @param created
 *            when
 * @param files
 *            the paths that differ from the base, in the order of the tree
 */
public record Stash(String id, String message, RefName branch, @Nullable ObjectId base, ObjectId commit, String owner,
        Instant created, List<String> files) {

    /** Copies the list. */
    public Stash {
        files = List.copyOf(files);
    }
}
