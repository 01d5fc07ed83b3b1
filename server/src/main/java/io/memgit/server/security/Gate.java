package io.memgit.server.security;

import io.memgit.auth.Authentication;
import io.memgit.auth.Authenticator;
import io.memgit.auth.Credentials;
import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.access.Action;
import io.memgit.auth.access.Caller;
import io.memgit.auth.access.Decision;
import io.memgit.auth.access.Principal;
import io.memgit.core.name.RepoName;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets callers in, or says why not. Thread-safe. */
public final class Gate {

    private static final String API_CHALLENGE = "Bearer realm=\"memgit\"";
    private static final String GIT_CHALLENGE = "Basic realm=\"memgit\", charset=\"UTF-8\"";

    private final Authenticator authenticator;
    private final AccessPolicy policy;
    private final Optional<Supplier<Principal>> everybody;
    private final Predicate<RepoName> exists;

    /**
     * @param everybody
     *            whom all callers are taken for, when the server is set up to ask nobody
     * @param exists
     *            whether there is a repository of that name
     */
    public Gate(Authenticator authenticator, AccessPolicy policy, Optional<Supplier<Principal>> everybody,
            Predicate<RepoName> exists) {
        this.authenticator = authenticator;
        this.policy = policy;
        this.everybody = everybody;
        this.exists = exists;
    }

    /**
     * Who is calling.
     *
     * @param git
     *            whether a Git client is to be asked for its credentials in the way that it understands
     * @throws ProblemException
     *             401 without credentials or with wrong ones, 429 after too many wrong passwords, 503
     *             when too many
     *             wait to be checked
     */
    public Principal identify(@Nullable String authorization, @Nullable String apiKey, InetAddress from, boolean git) {
        if (everybody.isPresent())
            return everybody.get().get();
        return switch (authenticator.authenticate(Credentials.of(authorization, apiKey), from)) {
            case Authentication.Authenticated known -> known.principal();
            case Authentication.Anonymous nobody -> throw unauthenticated(git);
            case Authentication.Invalid wrong -> throw invalid(git);
            case Authentication.Locked locked -> throw Refusals.locked(locked.retryAfter()).asException();
            case Authentication.Overloaded busy -> throw Refusals.overloaded().asException();
        };
    }

    /**
     * Sees to it that the caller may do something.
     *
     * @param repo
     *            the repository it is about, null when it is about none
     * @throws ProblemException
     *             403, or 404 {@code REPO_NOT_FOUND} as for a repository that is not there
     */
    public void require(Caller caller, Action action, @Nullable RepoName repo, boolean git) {
        switch (policy.decide(caller, action, repo)) {
            case Decision.Allowed yes -> {
            }
            case Decision.Denied no -> throw switch (no.reason()) {
                case UNAUTHENTICATED -> unauthenticated(git);
                case FORBIDDEN -> isMissing(action, repo)
                        ? Refusals.noRepository().asException()
                        : Problem.of(Code.FORBIDDEN, "you may not do this").asException();
                case INVISIBLE -> Refusals.noRepository().asException();
            };
        }
    }

    // Who may read it may know that it is not there.
    private boolean isMissing(Action action, @Nullable RepoName repo) {
        return repo != null && action != Action.CREATE_REPOSITORY && !exists.test(repo);
    }

    private static ProblemException unauthenticated(boolean git) {
        return Problem.of(Code.UNAUTHORIZED, "sign in: send a token or an API key")
                .header("WWW-Authenticate", git ? GIT_CHALLENGE : API_CHALLENGE)
                .asException();
    }

    private static ProblemException invalid(boolean git) {
        return Problem.of(Code.INVALID_CREDENTIALS, "these credentials are not valid, or not any more")
                .header("WWW-Authenticate", git ? GIT_CHALLENGE : API_CHALLENGE + ", error=\"invalid_token\"")
                .asException();
    }
}
