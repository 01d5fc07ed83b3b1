package io.memgit.server.combining;

import io.memgit.core.sequencer.OpenConflict;
import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A conflict that waits to be resolved.
 *
 * @param operation
 *            merge, cherry_pick, revert or rebase
 * @param branch
 *            what it was to move
 * @param currentHead
 *            where that pointed
 * @param commit
 *            the commit that was being applied
 * @param step
 *            which one it was, counted from 1
 * @param steps
 *            how many there are
 * @param expiresAt
 *            when it goes, unless it is gone on with
 */
record ConflictBody(String conflictId, String operation, String branch, ObjectId currentHead, ObjectId commit,
        int step, int steps, List<ConflictFile> files, Instant createdAt, Instant expiresAt) {

    static ConflictBody of(OpenConflict open) {
        Conflicted met = open.conflict();
        return new ConflictBody(met.id().orElseThrow().value(), met.operation().type().apiName(),
                met.operation().branch().shortName(), met.head(), met.conflict().commit(), met.conflict().step(),
                met.conflict().steps(), ConflictFile.of(met.conflict().files(), met.conflict().contents()),
                open.created(), open.expires());
    }
}
