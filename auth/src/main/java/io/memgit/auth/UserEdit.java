package io.memgit.auth;

import java.util.List;
import java.util.Optional;

/**
 * What is to become of a user, not checked yet; what is empty stays.
 *
 * @param email
 *            the address for commits, may be an empty text
 * @param active
 *            whether the user may log in
 * @param admin
 *            whether the user has the role {@code admin}; the other roles stay
 * @param roles
 *            all roles that hold for all repositories, as the API spells them
 * @param password
 *            another password
 */
public record UserEdit(Optional<String> email, Optional<Boolean> active, Optional<Boolean> admin,
        Optional<List<String>> roles, Optional<String> password) {

    /** Another password, and nothing else. */
    public static UserEdit password(String password) {
        return new UserEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(password));
    }

    /** Whether it changes the address at most, which everybody may change for themselves. */
    boolean isPersonal() {
        return active.isEmpty() && admin.isEmpty() && roles.isEmpty() && password.isEmpty();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "UserEdit[hidden]";
    }
}
