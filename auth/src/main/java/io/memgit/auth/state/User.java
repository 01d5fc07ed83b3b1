package io.memgit.auth.state;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
 * @param repoRoles
 *            the roles that hold for the repositories a pattern names, and bring nothing else
 * @param extra
 *            what is granted beyond the roles
 * @param created
 *            when the user was made
 * @param updated
 *            when the user was changed last
 */
public record User(UserId id, UserName name, String email, boolean active, Set<Role> roles,
        Map<RepoPattern, Set<Role>> repoRoles, Grants extra, Instant created, Instant updated) {

    /** Keeps copies that do not change. */
    public User {
        roles = copy(roles);
        Map<RepoPattern, Set<Role>> patterns = new LinkedHashMap<>();
        repoRoles.forEach((pattern, held) -> patterns.put(pattern, copy(held)));
        repoRoles = Collections.unmodifiableMap(patterns);
    }

    /** A user whose roles hold for all repositories. */
    public User(UserId id, UserName name, String email, boolean active, Set<Role> roles, Grants extra,
            Instant created, Instant updated) {
        this(id, name, email, active, roles, Map.of(), extra, created, updated);
    }

    /** All that the user may do: the roles and what is granted beyond them. */
    public Grants grants() {
        Grants sum = extra;
        for (Role role : roles)
            sum = sum.isEmpty() ? role.grants() : sum.and(role.grants());
        for (Map.Entry<RepoPattern, Set<Role>> entry : repoRoles.entrySet()) {
            for (Role role : entry.getValue())
                sum = sum.and(role.grants(entry.getKey()));
        }
        return sum;
    }

    /** The names under which the user may create repositories, as far as roles say so. */
    public Set<RepoPattern> creates() {
        Set<RepoPattern> patterns = new LinkedHashSet<>();
        if (roles.stream().anyMatch(Role::createsRepositories))
            patterns.add(RepoPattern.ALL);
        repoRoles.forEach((pattern, held) -> {
            if (held.stream().anyMatch(Role::createsRepositories))
                patterns.add(pattern);
        });
        return Collections.unmodifiableSet(patterns);
    }

    /** Whether the user is an admin who can sign in. */
    public boolean isActiveAdmin() {
        return active && roles.contains(Role.ADMIN);
    }

    private static Set<Role> copy(Collection<Role> roles) {
        EnumSet<Role> copy = EnumSet.noneOf(Role.class);
        copy.addAll(roles);
        return Collections.unmodifiableSet(copy);
    }
}
