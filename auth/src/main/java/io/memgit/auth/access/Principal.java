package io.memgit.auth.access;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.state.KeyId;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserName;
import io.memgit.core.name.RepoName;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user whose credentials were right, with what those credentials may do.
 *
 * @param user
 *            the user's name
 * @param email
 *            the user's address for commits, may be empty
 * @param creates
 *            the names under which the user may create repositories where it may write
 * @param bounds
 *            what the user may do and, with a restricted key, what the key may do: only what all of
 *            them allow is allowed, so a key never has more than its user
 * @param key
 *            the key that was shown, empty for a password or a token
 */
public record Principal(UserName user, String email, Set<RepoPattern> creates, List<Grants> bounds, Optional<KeyId> key)
        implements
            Caller {

    /** Keeps a copy that does not change. */
    public Principal {
        creates = Set.copyOf(creates);
        bounds = List.copyOf(bounds);
    }

    /** The user itself, with all of its rights. */
    public static Principal of(User user) {
        return new Principal(user.name(), user.email(), user.creates(), List.of(user.grants()), Optional.empty());
    }

    /** Whether {@code wanted} is allowed everywhere. */
    public boolean may(Permission wanted) {
        return !bounds.isEmpty() && bounds.stream().allMatch(grants -> grants.allow(wanted));
    }

    /** Whether {@code wanted} is allowed in {@code repo}. */
    public boolean may(Permission wanted, RepoName repo) {
        for (Grants grants : bounds) {
            if (!grants.allow(wanted, repo))
                return false;
        }
        return !bounds.isEmpty();
    }

    /** Whether {@code wanted} is allowed in every repository that {@code repos} names. */
    public boolean may(Permission wanted, RepoPattern repos) {
        return !bounds.isEmpty() && bounds.stream().allMatch(grants -> grants.allow(wanted, repos));
    }

    /** What is allowed everywhere, to be shown; decisions ask {@link #may}. */
    public Set<Permission> permissions() {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values()).filter(this::may).forEach(all::add);
        return Collections.unmodifiableSet(all);
    }

    /**
     * What is allowed beyond {@link #permissions()} in the repositories that patterns name, to be
     * shown; decisions ask {@link #may}.
     */
    public Map<RepoPattern, Set<Permission>> repoPermissions() {
        Set<Permission> everywhere = permissions();
        Map<RepoPattern, Set<Permission>> all = new LinkedHashMap<>();
        bounds.stream().flatMap(grants -> grants.perRepository().keySet().stream()).forEach(pattern -> {
            EnumSet<Permission> allowed = EnumSet.noneOf(Permission.class);
            Arrays.stream(Permission.values())
                    .filter(permission -> permission.isOfRepositories() && !everywhere.contains(permission))
                    .filter(permission -> bounds.stream().allMatch(grants -> grants.allow(permission, pattern)))
                    .forEach(allowed::add);
            if (!allowed.isEmpty())
                all.put(pattern, Collections.unmodifiableSet(allowed));
        });
        return Collections.unmodifiableMap(all);
    }

    /** Whether all that {@code target} may do is allowed to this one, too. */
    public boolean mayAllOf(User target) {
        return mayAllOf(target.grants()) && target.creates()
                .stream()
                .allMatch(pattern -> creates.stream().anyMatch(own -> own.covers(pattern)));
    }

    /** Whether all that {@code grants} allow is allowed to this one, too. */
    public boolean mayAllOf(Grants grants) {
        return grants.everywhere().stream().allMatch(this::may) && grants.perRepository()
                .entrySet()
                .stream()
                .allMatch(entry -> entry.getValue().stream().allMatch(wanted -> may(wanted, entry.getKey())));
    }

    boolean createsRepository(RepoName repo) {
        return creates.stream().anyMatch(pattern -> pattern.matches(repo));
    }
}
