package io.memgit.core.sequencer;

import io.memgit.core.sequencer.SequencerOutcome.Reason;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Carries the reason why an evaluation ends early to {@link Evaluation}, and no further. */
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Evaluated why;

    private StoppedException(Evaluated why) {
        super("stopped", null, false, false);
        this.why = why;
    }

    static StoppedException conflict(SequencerOutcome.Conflict conflict) {
        return new StoppedException(new Evaluated.Conflicted(conflict));
    }

    static StoppedException declined(Reason reason, String detail) {
        return new StoppedException(new Evaluated.Declined(
                new SequencerOutcome.Declined(reason, detail, Optional.empty(), "")));
    }

    static StoppedException declined(Reason reason, ObjectId commit, String detail) {
        return new StoppedException(new Evaluated.Declined(
                new SequencerOutcome.Declined(reason, detail, Optional.of(commit), "")));
    }

    static StoppedException limit(String limit, String detail) {
        return new StoppedException(new Evaluated.Declined(
                new SequencerOutcome.Declined(Reason.LIMIT, detail, Optional.empty(), limit)));
    }

    Evaluated why() {
        return why;
    }
}
