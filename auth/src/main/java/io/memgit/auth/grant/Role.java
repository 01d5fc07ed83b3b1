package io.memgit.auth.grant;

import static io.memgit.auth.grant.Permission.REPO_READ;
import static io.memgit.auth.grant.Permission.REPO_WRITE;
import static io.memgit.auth.grant.Permission.WEBHOOK_DELETE;
import static io.memgit.auth.grant.Permission.WEBHOOK_READ;
import static io.memgit.auth.grant.Permission.WEBHOOK_WRITE;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A named set of permissions over all repositories. */
public enum Role {
    /** Everything. */
    ADMIN("admin"),
    /** Reads, writes and creates repositories, and looks after their webhooks. */
    DEVELOPER("developer"),
    /** Reads repositories. */
    READER("reader"),
    /** Sees what anybody sees. */
    GUEST("guest");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** The role that {@code text} spells, in lower case as the API has it, or empty. */
    public static Optional<Role> parse(String text) {
        for (Role role : values()) {
            if (role.text.equals(text))
                return Optional.of(role);
        }
        return Optional.empty();
    }

    /** The spelling of the API, such as {@code admin}; also the stored one, never change it. */
    public String text() {
        return text;
    }

    /** Whether the role brings the right to create repositories (where it may write). */
    public boolean createsRepositories() {
        return switch (this) {
            case ADMIN, DEVELOPER -> true;
            case READER, GUEST -> false;
        };
    }

    /** What the role grants. */
    public Grants grants() {
        return Grants.of(this);
    }

    /** What the role grants where it holds for the repositories that {@code repos} names. */
    public Grants grants(RepoPattern repos) {
        Set<Permission> inRepositories = permissions().stream()
                .filter(Permission::isOfRepositories)
                .collect(Collectors.toUnmodifiableSet());
        return new Grants(Set.of(), Map.of(repos, inRepositories));
    }

    Set<Permission> permissions() {
        return switch (this) {
            case ADMIN -> EnumSet.allOf(Permission.class);
            case DEVELOPER -> EnumSet.of(REPO_READ, REPO_WRITE, WEBHOOK_READ, WEBHOOK_WRITE, WEBHOOK_DELETE);
            case READER -> EnumSet.of(REPO_READ);
            case GUEST -> EnumSet.noneOf(Permission.class);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
