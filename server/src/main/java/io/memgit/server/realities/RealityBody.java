package io.memgit.server.realities;

import io.memgit.core.reality.Reality;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A reality in answers.
 *
 * @param id
 *            of this reality alone; absent after a dry run
 * @param set
 *            those that were made with it
 * @param branch
 *            {@code parallel/} and its name
 * @param baseBranch
 *            the branch it started from
 * @param isolated
 *            true: nothing that happens elsewhere shows in it
 * @param ephemeral
 *            whether it expires
 * @param metrics
 *            what was measured of it
 * @param expiresAt
 *            when it goes if nobody writes to it; null: never
 */
record RealityBody(Optional<String> id, String name, String set, String branch, String baseBranch, ObjectId head,
        boolean isolated, boolean ephemeral, Map<String, Double> metrics, Instant createdAt,
        @Nullable Instant expiresAt) {

    static RealityBody of(Reality reality, boolean dryRun) {
        return new RealityBody(dryRun ? Optional.empty() : Optional.of(reality.id()), reality.name(), reality.set(),
                Reality.PREFIX + reality.name(), reality.baseBranch(), reality.head(), true,
                reality.end().isPresent(), reality.metrics(), reality.created(), reality.end().orElse(null));
    }
}
