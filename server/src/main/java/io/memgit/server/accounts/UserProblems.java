package io.memgit.server.accounts;

import io.memgit.auth.UserChange;
import io.memgit.auth.state.User;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.security.Refusals;

/** What the API answers where a user was not changed. */
final class UserProblems {

    private UserProblems() {}

    /**
     * The user that was changed.
     *
     * @throws ProblemException
     *             when none was
     */
    static User done(UserChange change) {
        return switch (change) {
            case UserChange.Done(User user) -> user;
            case UserChange.NotFound _ -> throw notFound();
            case UserChange.Exists _ -> throw Problem.of(Code.USER_EXISTS, "there is a user of this name")
                    .asException();
            case UserChange.Invalid(String field, String detail) ->
                throw Problem.of(Code.INVALID_REQUEST, "field " + field + ": " + detail)
                        .with("field", field)
                        .asException();
            case UserChange.Forbidden(String detail) -> throw Problem.of(Code.FORBIDDEN, detail).asException();
            case UserChange.LastAdmin _ ->
                throw Problem.of(Code.CONFLICT, "this is the only admin who can sign in").asException();
            case UserChange.WrongPassword _ ->
                throw Problem.of(Code.INVALID_CREDENTIALS, "the current password is another one")
                        .header("WWW-Authenticate", "Bearer realm=\"memgit\"")
                        .asException();
            case UserChange.Locked locked -> throw Refusals.locked(locked.retryAfter()).asException();
            case UserChange.Overloaded _ -> throw Refusals.overloaded().asException();
            case UserChange.TooMany(String limit, int max) ->
                throw Problem.of(Code.LIMIT_EXCEEDED, "there are as many as there may be")
                        .with("limit", limit)
                        .with("maximum", max)
                        .asException();
        };
    }

    static ProblemException notFound() {
        return Problem.of(Code.USER_NOT_FOUND, "there is no such user").asException();
    }
}
