package io.memgit.core.sequencer;

import io.memgit.core.name.RepoId;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A conflict that waits to be resolved: not what is in conflict, but what leads to it again.
 *
 * @param request
 *            what was asked for, and by whom
 * @param head
 *            the head of its branch on which the conflict was met
 * @param solved
 *            how the conflicts before this one were resolved
 */
record ConflictSession(ConflictId id, RepoId repository, SequencerRequest request, ObjectId head, Resolutions solved,
        Instant created, Instant expires) {

    ConflictSession at(ObjectId newHead, Resolutions more, Instant newExpiry) {
        return new ConflictSession(id, repository, request, newHead, more, created, newExpiry);
    }
}
