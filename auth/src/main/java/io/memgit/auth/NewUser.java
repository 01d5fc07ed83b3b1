package io.memgit.auth;

import java.util.List;

/**
 * A user that somebody wants to make, not checked yet.
 *
 * @param name
 *            the name to log in with
 * @param email
 *            the address for commits, may be empty
 * @param password
 *            the password
 * @param active
 *            whether the user may log in
 * @param roles
 *            roles that hold for all repositories, as the API spells them
 */
public record NewUser(String name, String email, String password, boolean active, List<String> roles) {

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[" + name + "]";
    }
}
