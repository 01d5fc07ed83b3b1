package io.memgit.auth.state;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A user, as others may see it.
 *
 * @param id
 *            identifies the user for good
 * @param name
 *            the name to log in with
 * @param email
 *            the address for commits, may be empty
 * @param active
 *            whether the user may do anything at all
 * @param roles
 *            the roles, which hold for all repositories
 * @param extra
 *            what is granted beyond the roles
 * @param created
 *            when the user was made
 * @param updated
 *            when the user was changed last
 */
public record User(UserId id, UserName name, String email, boolean active, Set<Role> roles, Grants extra,
        Instant created, Instant updated) {

    /** Keeps copies that do not change. */
    public User {
        roles = copy(roles);
    }

    /** All that the user may do: the roles and what is granted beyond them. */
    public Grants grants() {
        Grants sum = extra;
        for (Role role : roles)
            sum = sum.isEmpty() ? role.grants() : sum.and(role.grants());
        return sum;
    }

    private static Set<Role> copy(Collection<Role> roles) {
        EnumSet<Role> copy = EnumSet.noneOf(Role.class);
        copy.addAll(roles);
        return Collections.unmodifiableSet(copy);
    }
}
