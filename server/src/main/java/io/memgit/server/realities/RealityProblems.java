package io.memgit.server.realities;

import io.memgit.core.reality.RealityOutcome;
import io.memgit.core.sequencer.ConflictContents;
import io.memgit.server.combining.ConflictFile;
import io.memgit.server.commits.Declines;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.util.List;

/** Tells callers why realities are as they were. */
final class RealityProblems {

    private RealityProblems() {}

    static Problem of(RealityOutcome outcome) {
        return switch (outcome) {
            case RealityOutcome.Exists(var branch) -> Problem
                    .of(Code.BRANCH_EXISTS, "there is a branch " + branch.shortName() + " already")
                    .with("name", branch.shortName());
            case RealityOutcome.Missing(String name) -> missing(name);
            case RealityOutcome.NoBranch(var branch) -> Problem
                    .of(Code.BRANCH_NOT_FOUND, "there is no branch " + branch.shortName())
                    .with("name", branch.shortName());
            case RealityOutcome.NoWinner(String detail) -> Problem.of(Code.NO_WINNER, detail);
            case RealityOutcome.NotMergeable(String reason, String detail) -> Problem.of(Code.CONFLICT, detail)
                    .with("operation", "select")
                    .with("reason", reason)
                    .with("files", List.of());
            case RealityOutcome.Declined(var why) -> Declines.problem(why);
            case RealityOutcome.Conflicted(var files, var contents) -> Problem
                    .of(Code.CONFLICT, "the winner does not merge: "
                            + (files.size() == 1 ? "a file is" : files.size() + " files are") + " in conflict")
                    .with("operation", "select")
                    .with("files", ConflictFile.of(files, new ConflictContents(contents)));
            case RealityOutcome.Made _,RealityOutcome.Scored _,RealityOutcome.Selected _ ->
                throw new IllegalStateException("an outcome that this request does not have: " + outcome);
        };
    }

    /** 404: there is no such reality or set. */
    static Problem missing(String name) {
        return Problem.of(Code.REALITY_NOT_FOUND, "there is no reality or set " + name).with("name", name);
    }
}
