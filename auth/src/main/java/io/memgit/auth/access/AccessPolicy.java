package io.memgit.auth.access;

import io.memgit.auth.access.Decision.Denied;
import io.memgit.auth.access.Decision.Reason;
import io.memgit.auth.grant.Permission;
import io.memgit.core.name.RepoName;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what, from the rights of the caller alone. All repositories are private: who
 * has no {@code repo:read} for one is told that it does not exist. An API key does not change keys,
 * or it could make itself a stronger one.
 */
public final class AccessPolicy {

    private static final Decision UNAUTHENTICATED = new Denied(Reason.UNAUTHENTICATED);
    private static final Decision FORBIDDEN = new Denied(Reason.FORBIDDEN);
    private static final Decision INVISIBLE = new Denied(Reason.INVISIBLE);

    /**
     * Whether {@code caller} may do {@code action}.
     *
     * @param repo
     *            the repository it is about, whether it exists or not; null where the action is about
     *            none
     * @throws IllegalArgumentException
     *             when an action that needs a repository comes without one
     */
    public Decision decide(Caller caller, Action action, @Nullable RepoName repo) {
        return switch (caller) {
            case Caller.Anonymous anonymous -> UNAUTHENTICATED;
            case Principal principal -> decide(principal, action, repo);
        };
    }

    private static Decision decide(Principal principal, Action action, @Nullable RepoName repo) {
        return switch (action.kind()) {
            case ACCOUNT -> allowIf(action != Action.CHANGE_OWN_KEYS || principal.key().isEmpty());
            case NEW_REPOSITORY -> allowIf(mayCreate(principal, named(action, repo)));
            case REPOSITORY -> inRepository(principal, wanted(action), named(action, repo));
            case SYSTEM -> allowIf(principal.may(wanted(action)));
        };
    }

    private static Decision inRepository(Principal principal, Permission wanted, RepoName repo) {
        if (principal.may(wanted, repo))
            return Decision.ALLOWED;
        return principal.may(Permission.REPO_READ, repo) ? FORBIDDEN : INVISIBLE;
    }

    // Creating is a right of roles; whoever administers a name may also fill it.
    private static boolean mayCreate(Principal principal, RepoName repo) {
        return (principal.createsRepository(repo) && principal.may(Permission.REPO_WRITE, repo))
                || principal.may(Permission.REPO_ADMIN, repo);
    }

    private static Permission wanted(Action action) {
        return switch (action) {
            case READ_REPOSITORY -> Permission.REPO_READ;
            case WRITE_REPOSITORY -> Permission.REPO_WRITE;
            case ADMINISTER_REPOSITORY -> Permission.REPO_ADMIN;
            case DELETE_REPOSITORY -> Permission.REPO_DELETE;
            case READ_SYSTEM -> Permission.SYSTEM_READ;
            case WRITE_SYSTEM -> Permission.SYSTEM_WRITE;
            case READ_USERS -> Permission.USER_READ;
            case WRITE_USERS -> Permission.USER_WRITE;
            case DELETE_USERS -> Permission.USER_DELETE;
            case READ_OWN_ACCOUNT, LIST_OWN_KEYS, CHANGE_OWN_KEYS, LIST_REPOSITORIES, CREATE_REPOSITORY ->
                throw new IllegalArgumentException(action + " is not one permission");
        };
    }

    private static RepoName named(Action action, @Nullable RepoName repo) {
        if (repo == null)
            throw new IllegalArgumentException(action + " needs a repository");
        return repo;
    }

    private static Decision allowIf(boolean allowed) {
        return allowed ? Decision.ALLOWED : FORBIDDEN;
    }
}
