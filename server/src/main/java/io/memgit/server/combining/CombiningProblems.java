package io.memgit.server.combining;

import io.memgit.core.sequencer.Operation;
import io.memgit.core.sequencer.SequencerOutcome;
import io.memgit.core.sequencer.SequencerOutcome.Conflicted;
import io.memgit.core.sequencer.SequencerOutcome.Declined;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import io.memgit.core.sequencer.SequencerOutcome.HeadMoved;
import io.memgit.core.sequencer.SequencerOutcome.Misfit;
import io.memgit.core.sequencer.SequencerOutcome.NoConflict;
import io.memgit.core.sequencer.SequencerOutcome.Reason;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.refs.Expected;
import io.memgit.server.security.Refusals;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Tells callers why histories were not combined. */
final class CombiningProblems {

    private CombiningProblems() {}

    /**
     * What was done.
     *
     * @param expected
     *            what was demanded of the branch
     * @throws io.memgit.server.problem.ProblemException
     *             when nothing was
     */
    static Done require(SequencerOutcome outcome, Expected expected) {
        if (outcome instanceof Done done)
            return done;
        throw problem(outcome, expected).asException();
    }

    private static Problem problem(SequencerOutcome outcome, Expected expected) {
        return switch (outcome) {
            case Done _ -> throw new IllegalArgumentException("not a refusal");
            case Conflicted met -> conflict(met);
            case HeadMoved(Operation operation, ObjectId current) ->
                expected.moved(operation.branch().shortName(), current);
            case Declined declined -> declined(declined);
            case NoConflict _ -> noConflict();
            case Misfit(List<String> missing, List<String> unknown) -> Problem
                    .of(Code.INVALID_REQUEST, unknown.isEmpty()
                            ? "files says nothing of a file that is in conflict"
                            : "files has a file that is not in conflict, or has it twice")
                    .with("field", "files")
                    .with("missing", missing)
                    .with("unknown", unknown);
        };
    }

    /** 404: the caller has no such conflict. */
    static Problem noConflict() {
        return Problem.of(Code.CONFLICT_NOT_FOUND, "there is no such conflict, or not any more");
    }

    private static Problem conflict(Conflicted met) {
        String operation = met.operation().type().apiName();
        int files = met.conflict().files().size();
        Problem problem = Problem.of(Code.CONFLICT,
                operation + " into " + met.operation().branch().shortName() + " stops at "
                        + (files == 1 ? "a file in conflict" : files + " files in conflict"));
        if (met.id().isPresent())
            problem = problem.with("conflict_id", met.id().get().value());
        return problem.with("operation", operation)
                .with("branch", met.operation().branch().shortName())
                .with("current_head", met.head().name())
                .with("commit", met.conflict().commit().name())
                .with("step", met.conflict().step())
                .with("steps", met.conflict().steps())
                .with("files", ConflictFile.of(met.conflict().files(), met.conflict().contents()));
    }

    private static Problem declined(Declined declined) {
        Problem problem = switch (declined.reason()) {
            case NO_BRANCH -> Problem.of(Code.BRANCH_NOT_FOUND, declined.detail());
            case NO_COMMIT -> Problem.of(Code.COMMIT_NOT_FOUND, declined.detail());
            case EMPTY -> Problem.of(Code.EMPTY_COMMIT, declined.detail());
            case UNRELATED, NOT_FAST_FORWARD -> Problem.of(Code.CONFLICT, declined.detail())
                    .with("reason", declined.reason() == Reason.UNRELATED ? "unrelated" : "not_fast_forward")
                    .with("files", List.of());
            case MAINLINE -> Problem.of(Code.INVALID_REQUEST, declined.detail()).with("field", "mainline");
            case CONTENT -> Problem.of(Code.INVALID_CONTENT, declined.detail()).with("field", "files");
            case LIMIT -> Problem.of(Code.LIMIT_EXCEEDED, declined.detail()).with("limit", declined.limit());
            case NO_REPOSITORY -> Refusals.noRepository();
        };
        return declined.commit().isPresent() ? problem.with("commit", declined.commit().get().name()) : problem;
    }
}
