package io.memgit.server.workspaces;

import io.memgit.core.workspace.Stash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A stash in answers.
 *
 * @param id
 *            does not change when another one is dropped; absent after a dry run
 * @param author
 *            who put it aside
 * @param timestamp
 *            when; the same as {@code created_at}
 * @param files
 *            the paths that differ from the base
 */
record StashBody(Optional<String> id, String message, String branch, @Nullable ObjectId base, String author,
        String email, Instant timestamp, Instant createdAt, List<String> files) {

    static StashBody of(Stash stash, String email, boolean dryRun) {
        return new StashBody(dryRun ? Optional.empty() : Optional.of(stash.id()), stash.message(),
                stash.branch().shortName(), stash.base(), stash.owner(), email, stash.created(), stash.created(),
                stash.files());
    }
}
