package io.memgit.server.route;

import io.memgit.auth.access.Action;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller must be or may do before the handler of a route runs. */
public enum Access {
    /** Anybody; credentials are not even looked at. */
    OPEN(null),
    /** Anybody whose credentials are valid; the handler decides the rest with {@code call.require}. */
    SIGNED_IN(null), OWN_ACCOUNT(Action.READ_OWN_ACCOUNT), OWN_KEYS_LIST(Action.LIST_OWN_KEYS), OWN_KEYS_CHANGE(
            Action.CHANGE_OWN_KEYS), REPO_LIST(Action.LIST_REPOSITORIES),
    /** May read the repository in {@code {repo}}; who may not is told that it does not exist. */
    REPO_READ(Action.READ_REPOSITORY), REPO_WRITE(Action.WRITE_REPOSITORY), REPO_DELETE(
            Action.DELETE_REPOSITORY), REPO_ADMIN(
                    Action.ADMINISTER_REPOSITORY), SYSTEM_READ(Action.READ_SYSTEM), SYSTEM_WRITE(
                            Action.WRITE_SYSTEM), USERS_READ(
                                    Action.READ_USERS), USERS_WRITE(
                                            Action.WRITE_USERS), USERS_DELETE(Action.DELETE_USERS);

    private final Optional<Action> action;

    Access(@Nullable Action action) {
        this.action = Optional.ofNullable(action);
    }

    /** What is asked of the access policy; empty when it is not asked before the handler. */
    public Optional<Action> action() {
        return action;
    }
}
