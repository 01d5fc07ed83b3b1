package io.memgit.server.accounts;

import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.User;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user as the API shows it. {@code repo_roles} are the roles for the repositories that a pattern
 * names, and {@code repo_permissions} what they and single permissions add up to. Permissions are
 * those of the credentials that were used, which a key
 * can have fewer of
 * than its user.
 *
 * @param id
 *            empty in a dry run that would make the user: nobody was given one
 */
public record UserView(Optional<String> id, String username, String email, boolean isActive, boolean isAdmin,
        List<String> roles, Map<String, List<String>> repoRoles, List<String> permissions,
        Map<String, List<String>> repoPermissions, Instant createdAt,
        Instant updatedAt) {

    static UserView of(User user) {
        return of(user, Principal.of(user));
    }

    static UserView of(User user, Principal principal) {
        return new UserView(Optional.of(user.id().value()), user.name().value(), user.email(), user.active(),
                user.roles().contains(Role.ADMIN), names(user.roles()), byPattern(user.repoRoles()),
                names(principal.permissions()),
                patterns(principal.repoPermissions()), user.created(), user.updated());
    }

    UserView withoutId() {
        return new UserView(Optional.empty(), username, email, isActive, isAdmin, roles, repoRoles, permissions,
                repoPermissions, createdAt, updatedAt);
    }

    static List<String> names(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    static Map<String, List<String>> patterns(Map<RepoPattern, ? extends Collection<Permission>> perRepository) {
        return byPattern(perRepository);
    }

    private static Map<String, List<String>> byPattern(Map<RepoPattern, ? extends Collection<?>> values) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        values.forEach((pattern, ofPattern) -> shown.put(pattern.toString(), names(ofPattern)));
        return shown;
    }
}
