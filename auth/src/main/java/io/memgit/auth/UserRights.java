package io.memgit.auth;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.PasswordHash;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of a user by each kind of change; what leaves it as it was gives an equal value. */
final class UserRights {

    private UserRights() {}

    /** The roles that {@code texts} spell, or empty when one of them is none. */
    static Optional<Set<Role>> roles(List<String> texts) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String text : texts) {
            Optional<Role> role = Role.parse(text);
            if (role.isEmpty())
                return Optional.empty();
            roles.add(role.get());
        }
        return Optional.of(roles);
    }

    /**
     * The user after an edit.
     *
     * @param roles
     *            the roles that the edit spells
     * @param password
     *            the hash of the edit's password; empty in a dry run
     */
    static StoredUser edited(StoredUser stored, UserEdit edit, Set<Role> roles, Optional<PasswordHash> password) {
        User was = stored.user();
        EnumSet<Role> held = EnumSet.noneOf(Role.class);
        held.addAll(edit.roles().isPresent() ? roles : was.roles());
        edit.admin().ifPresent(admin -> {
            if (admin)
                held.add(Role.ADMIN);
            else
                held.remove(Role.ADMIN);
        });
        User user = new User(was.id(), was.name(), edit.email().orElse(was.email()),
                edit.active().orElse(was.active()), held, was.repoRoles(), was.extra(), was.created(), was.updated());
        StoredUser changed = of(stored, user);
        return password.isEmpty()
                ? changed
                : new StoredUser(user, password.get(), stored.tokenGeneration() + 1, stored.version(),
                        stored.unknownFields());
    }

    static StoredUser with(StoredUser stored, Role role, Optional<RepoPattern> repos) {
        User was = stored.user();
        if (repos.isEmpty()) {
            EnumSet<Role> roles = copy(Role.class, was.roles());
            roles.add(role);
            return of(stored, user(was, roles, was.repoRoles(), was.extra()));
        }
        Map<RepoPattern, Set<Role>> patterns = new LinkedHashMap<>(was.repoRoles());
        EnumSet<Role> roles = copy(Role.class, patterns.getOrDefault(repos.get(), Set.of()));
        roles.add(role);
        patterns.put(repos.get(), roles);
        return of(stored, user(was, was.roles(), patterns, was.extra()));
    }

    static StoredUser without(StoredUser stored, Role role, Optional<RepoPattern> repos) {
        User was = stored.user();
        if (repos.isEmpty()) {
            EnumSet<Role> roles = copy(Role.class, was.roles());
            roles.remove(role);
            return of(stored, user(was, roles, was.repoRoles(), was.extra()));
        }
        Map<RepoPattern, Set<Role>> patterns = new LinkedHashMap<>(was.repoRoles());
        EnumSet<Role> roles = copy(Role.class, patterns.getOrDefault(repos.get(), Set.of()));
        roles.remove(role);
        if (roles.isEmpty())
            patterns.remove(repos.get());
        else
            patterns.put(repos.get(), roles);
        return of(stored, user(was, was.roles(), patterns, was.extra()));
    }

    static StoredUser with(StoredUser stored, Permission permission, RepoPattern repos) {
        Grants more = new Grants(Set.of(), Map.of(repos, Set.of(permission)));
        User was = stored.user();
        return of(stored, user(was, was.roles(), was.repoRoles(), was.extra().and(more)));
    }

    static StoredUser without(StoredUser stored, Permission permission, RepoPattern repos) {
        User was = stored.user();
        Map<RepoPattern, Set<Permission>> patterns = new LinkedHashMap<>(was.extra().perRepository());
        EnumSet<Permission> left = copy(Permission.class, patterns.getOrDefault(repos, Set.of()));
        left.remove(permission);
        if (left.isEmpty())
            patterns.remove(repos);
        else
            patterns.put(repos, left);
        return of(stored, user(was, was.roles(), was.repoRoles(), new Grants(was.extra().everywhere(), patterns)));
    }

    /** The same at a later version. */
    static StoredUser touched(StoredUser stored, int version, Instant now) {
        User was = stored.user();
        User user = new User(was.id(), was.name(), was.email(), was.active(), was.roles(), was.repoRoles(),
                was.extra(), was.created(), now);
        return new StoredUser(user, stored.password(), stored.tokenGeneration(), version, stored.unknownFields());
    }

    /** For how many patterns something is granted to the user. */
    static int patterns(User user) {
        return user.repoRoles().size() + user.extra().perRepository().size();
    }

    private static User user(User was, Set<Role> roles, Map<RepoPattern, Set<Role>> repoRoles, Grants extra) {
        return new User(was.id(), was.name(), was.email(), was.active(), roles, repoRoles, extra, was.created(),
                was.updated());
    }

    // Who is another than when a token was given out has to sign in again.
    private static StoredUser of(StoredUser stored, User user) {
        User was = stored.user();
        boolean ends = !user.roles().equals(was.roles()) || !user.repoRoles().equals(was.repoRoles())
                || (was.active() && !user.active());
        return new StoredUser(user, stored.password(), stored.tokenGeneration() + (ends ? 1 : 0), stored.version(),
                stored.unknownFields());
    }

    private static <E extends Enum<E>> EnumSet<E> copy(Class<E> type, Set<E> values) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(values);
        return copy;
    }
}
