package io.memgit.server.refs;

import io.memgit.core.ref.RefName;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.security.Refusals;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Tells callers why refs were not changed.
 *
 * @param kind
 *            how the refs are spoken of
 * @param expected
 *            what was demanded of them
 * @param creates
 *            whether refs were to be made, so that one that is there exists already
 */
public record RefProblems(RefKind kind, Expected expected, boolean creates) {

    /** The problems of making refs. */
    public static RefProblems creating(RefKind kind) {
        return new RefProblems(kind, new Expected(null, false), true);
    }

    /** The problems of changing refs that are there. */
    public static RefProblems changing(RefKind kind, Expected expected) {
        return new RefProblems(kind, expected, false);
    }

    /**
     * What was done.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             when nothing was
     */
    public Updated require(RefOutcome outcome) {
        if (outcome instanceof Updated updated)
            return updated;
        throw problem(outcome).asException();
    }

    private Problem problem(RefOutcome outcome) {
        return switch (outcome) {
            case Updated _ -> throw new IllegalArgumentException("not a refusal");
            case RefOutcome.Moved(RefName name, ObjectId current) -> creates
                    ? named(kind.exists(), name, "exists already").with("current_head", current.name())
                    : expected.moved(kind.nameOf(name), current);
            case RefOutcome.Missing(RefName name) -> named(kind.missing(), name, "does not exist");
            case RefOutcome.NotFastForward(RefName name, ObjectId current) ->
                named(Code.CONFLICT, name, "would lose commits; force makes it so")
                        .with("current_head", current.name());
            case RefOutcome.NoSuchObject(RefName name, ObjectId target) ->
                named(Code.COMMIT_NOT_FOUND, name, "cannot point to " + target.name() + ", which does not exist")
                        .with("hash", target.name());
            case RefOutcome.WrongType(RefName name, ObjectId target, String detail) ->
                named(Code.INVALID_REQUEST, name, "needs a commit: " + detail).with("hash", target.name());
            case RefOutcome.Unresolved(RefName name, String revision, var why) ->
                RevisionLookup.problem(revision, why).with("name", kind.nameOf(name));
            case RefOutcome.Blocked(String detail) -> Problem.of(Code.CONFLICT, detail);
            case RefOutcome.IsDefaultBranch(RefName name) ->
                named(Code.DEFAULT_BRANCH, name, "is the default branch, which is not deleted");
            case RefOutcome.NamedTwice(RefName name) -> named(Code.INVALID_REQUEST, name, "is named twice");
            case RefOutcome.TooMuch(String limit, String detail) ->
                Problem.of(Code.LIMIT_EXCEEDED, detail).with("limit", limit);
            case RefOutcome.RepositoryGone _ -> Refusals.noRepository();
        };
    }

    private Problem named(Code code, RefName name, String rest) {
        String shown = kind.nameOf(name);
        return Problem.of(code, shown + " " + rest).with("name", shown);
    }
}
