package io.memgit.auth.grant;

import io.memgit.core.name.RepoName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bundle of permissions: some for everything, some for the repositories that a pattern names.
 * What is not granted is denied.
 *
 * @param everywhere
 *            permissions that hold for all repositories, and those that have nothing to do with one
 * @param perRepository
 *            permissions that hold for the repositories a pattern names; several patterns that name
 *            one repository add up
 */
public record Grants(Set<Permission> everywhere, Map<RepoPattern, Set<Permission>> perRepository) {

    /** No right at all. */
    public static final Grants NONE = new Grants(Set.of(), Map.of());

    private static final Map<Role, Grants> OF_ROLE = Arrays.stream(Role.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), role -> everywhere(role.permissions())));

    /** Keeps copies that do not change. */
    public Grants {
        everywhere = copy(everywhere);
        Map<RepoPattern, Set<Permission>> patterns = new LinkedHashMap<>();
        perRepository.forEach((pattern, permissions) -> patterns.put(pattern, copy(permissions)));
        perRepository = Collections.unmodifiableMap(patterns);
    }

    static Grants of(Role role) {
        return Objects.requireNonNull(OF_ROLE.get(role));
    }

    /** Permissions that hold everywhere, and no others. */
    public static Grants everywhere(Set<Permission> permissions) {
        return new Grants(permissions, Map.of());
    }

    /** Whether {@code wanted} holds everywhere. */
    public boolean allow(Permission wanted) {
        return include(everywhere, wanted);
    }

    /** Whether {@code wanted} holds for {@code repo}. */
    public boolean allow(Permission wanted, RepoName repo) {
        if (include(everywhere, wanted))
            return true;
        for (Map.Entry<RepoPattern, Set<Permission>> entry : perRepository.entrySet()) {
            if (include(entry.getValue(), wanted) && entry.getKey().matches(repo))
                return true;
        }
        return false;
    }

    /** Whether {@code wanted} holds for every repository that {@code repos} names. */
    public boolean allow(Permission wanted, RepoPattern repos) {
        return include(everywhere, wanted) || perRepository.entrySet()
                .stream()
                .anyMatch(entry -> include(entry.getValue(), wanted) && entry.getKey().covers(repos));
    }

    /** Whether {@code wanted} holds for at least some repositories. */
    public boolean allowSomewhere(Permission wanted) {
        return include(everywhere, wanted)
                || perRepository.values().stream().anyMatch(permissions -> include(permissions, wanted));
    }

    /** Whether nothing is granted. */
    public boolean isEmpty() {
        return everywhere.isEmpty() && perRepository.values().stream().allMatch(Set::isEmpty);
    }

    /** What this and {@code more} grant together. */
    public Grants and(Grants more) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        all.addAll(everywhere);
        all.addAll(more.everywhere);
        Map<RepoPattern, Set<Permission>> patterns = new LinkedHashMap<>(perRepository);
        more.perRepository.forEach((pattern, permissions) -> patterns.merge(pattern, permissions, (a, b) -> {
            EnumSet<Permission> sum = EnumSet.noneOf(Permission.class);
            sum.addAll(a);
            sum.addAll(b);
            return sum;
        }));
        return new Grants(all, patterns);
    }

    private static boolean include(Set<Permission> held, Permission wanted) {
        if (held.contains(wanted))
            return true;
        for (Permission permission : held) {
            if (permission.includes(wanted))
                return true;
        }
        return false;
    }

    private static Set<Permission> copy(Collection<Permission> permissions) {
        EnumSet<Permission> copy = EnumSet.noneOf(Permission.class);
        copy.addAll(permissions);
        return Collections.unmodifiableSet(copy);
    }
}
