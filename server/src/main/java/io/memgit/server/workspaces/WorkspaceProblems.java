package io.memgit.server.workspaces;

import io.memgit.core.event.EventNumber;
import io.memgit.core.sequencer.ConflictContents;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.server.combining.ConflictFile;
import io.memgit.server.commits.Declines;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.refs.Expected;

/** Tells callers why uncommitted state is as it was. */
final class WorkspaceProblems {

    private WorkspaceProblems() {}

    /** The refusal that an outcome is; throw it. */
    static ProblemException of(WorkspaceOutcome outcome, Code whenMissing, Expected expected) {
        return problem(outcome, whenMissing, expected).asException();
    }

    private static Problem problem(WorkspaceOutcome outcome, Code whenMissing, Expected expected) {
        return switch (outcome) {
            case WorkspaceOutcome.Missing(String id) -> missing(whenMissing, id);
            case WorkspaceOutcome.Closed(String id, String state) -> Problem
                    .of(Code.TX_CLOSED, "the transaction is " + state.replace('_', ' ') + " already")
                    .with("id", id)
                    .with("state", state);
            case WorkspaceOutcome.HeadMoved(var branch, var current) -> expected.moved(branch.shortName(), current);
            case WorkspaceOutcome.Declined(var why) -> Declines.problem(why);
            case WorkspaceOutcome.Conflicted met -> conflict(met);
            case WorkspaceOutcome.Written _,WorkspaceOutcome.Made _,WorkspaceOutcome.Removed _,WorkspaceOutcome.Stashed _ ->
                throw new IllegalStateException("an outcome that this request does not have: " + outcome);
        };
    }

    /** 404: the caller has none of this name. */
    static Problem missing(Code code, String id) {
        String what = switch (code) {
            case STASH_NOT_FOUND -> "stash";
            case TX_NOT_FOUND -> "transaction";
            default -> "workspace";
        };
        return Problem.of(code, "there is no " + what + " " + id + ", or not any more").with("id", id);
    }

    private static Problem conflict(WorkspaceOutcome.Conflicted met) {
        int files = met.files().size();
        return Problem
                .of(Code.CONFLICT, met.operation().replace('_', ' ') + " stops at "
                        + (files == 1 ? "a file in conflict" : files + " files in conflict"))
                .with("operation", met.operation())
                .with("files", ConflictFile.of(met.files(), new ConflictContents(met.contents())));
    }

    /** The number for {@code X-Sequence}; that of nothing after a dry run. */
    static long sequence(EventNumber number) {
        return number.value();
    }
}
