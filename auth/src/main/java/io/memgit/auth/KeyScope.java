package io.memgit.auth;

import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a key is to be allowed from the words of the API. */
final class KeyScope {

    private static final int MAX_PATTERNS = 100;

    /** What is wrong with a request. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String detail;

        Unreadable(String field, String detail) {
            super(detail);
            this.field = field;
            this.detail = detail;
        }

        KeyCreation.Invalid toInvalid() {
            return new KeyCreation.Invalid(field, detail);
        }
    }

    private KeyScope() {}

    /** The restriction that a request asks for; empty for none. */
    static Optional<Grants> of(KeyRequest request) throws Unreadable {
        if (request.permissions().isEmpty() && request.repoPermissions().isEmpty())
            return Optional.empty();
        return Optional.of(new Grants(permissions(request.permissions(), "permissions"),
                patterns(request.repoPermissions())));
    }

    private static Map<RepoPattern, Set<Permission>> patterns(Map<String, List<String>> texts) throws Unreadable {
        String field = "repo_permissions";
        if (texts.size() > MAX_PATTERNS)
            throw new Unreadable(field, "A key has at most " + MAX_PATTERNS + " patterns.");
        Map<RepoPattern, Set<Permission>> patterns = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : texts.entrySet()) {
            Optional<RepoPattern> pattern = RepoPattern.parse(entry.getKey());
            if (pattern.isEmpty())
                throw new Unreadable(field, quoted(entry.getKey()) + " is not a pattern of repository names.");
            Set<Permission> permissions = permissions(entry.getValue(), field);
            if (permissions.isEmpty())
                throw new Unreadable(field, quoted(entry.getKey()) + " has no permission.");
            for (Permission permission : permissions) {
                if (!permission.isOfRepositories())
                    throw new Unreadable(field, permission + " has nothing to do with repositories.");
            }
            patterns.put(pattern.get(), permissions);
        }
        return patterns;
    }

    private static Set<Permission> permissions(List<String> texts, String field) throws Unreadable {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String text : texts) {
            Optional<Permission> permission = Permission.parse(text);
            if (permission.isEmpty())
                throw new Unreadable(field, quoted(text) + " is not a permission.");
            permissions.add(permission.get());
        }
        return permissions;
    }

    // Echoed into an answer: bounded, and nothing that a terminal would obey.
    private static String quoted(String text) {
        int max = 64;
        String shown = text.length() > max ? text.substring(0, max) + "..." : text;
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
