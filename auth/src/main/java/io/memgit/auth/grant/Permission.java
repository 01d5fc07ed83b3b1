package io.memgit.auth.grant;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One right, spelled {@code area:verb}. Whoever may change things of an area may see them as well:
 * {@code repo:write}, {@code repo:delete} and {@code repo:admin} each bring {@code repo:read}, and
 * so on. Nothing else is implied.
 */
public enum Permission {
    REPO_READ("repo:read"), REPO_WRITE("repo:write"), REPO_DELETE("repo:delete"), REPO_ADMIN("repo:admin"), SYSTEM_READ(
            "system:read"), SYSTEM_WRITE("system:write"), SYSTEM_ADMIN("system:admin"), USER_READ(
                    "user:read"), USER_WRITE("user:write"), USER_DELETE("user:delete"), WEBHOOK_READ(
                            "webhook:read"), WEBHOOK_WRITE("webhook:write"), WEBHOOK_DELETE("webhook:delete");

    private static final Map<String, Permission> BY_TEXT = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Permission::text, Function.identity()));

    private final String text;
    private final String area;
    private final boolean read;

    Permission(String text) {
        this.text = text;
        int colon = text.indexOf(':');
        this.area = text.substring(0, colon);
        this.read = "read".equals(text.substring(colon + 1));
    }

    /** The permission that {@code text} spells, in lower case as the API has it, or empty. */
    public static Optional<Permission> parse(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The spelling of the API, such as {@code repo:read}; also the stored one, never change it. */
    public String text() {
        return text;
    }

    /** Whether this is a right over repositories, which a {@link RepoPattern} can bound. */
    public boolean isOfRepositories() {
        return area.equals("repo") || area.equals("webhook");
    }

    /** Whether who holds this permission may do what {@code wanted} allows. */
    public boolean includes(Permission wanted) {
        return this == wanted || (wanted.read && area.equals(wanted.area));
    }

    @Override
    public String toString() {
        return text;
    }
}
