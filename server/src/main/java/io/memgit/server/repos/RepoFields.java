package io.memgit.server.repos;

import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Ttl;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.web.Field;
import org.jspecify.annotations.Nullable;

/** Reads the fields that describe a repository. */
final class RepoFields {

    private static final int DESCRIPTION_BYTES = 4096;

    private RepoFields() {}

    static RepoName name(String field, String value) {
        return RepoName.parse(value).orElseThrow(() -> Field.refused(field,
                "is 1 to 3 names of letters, digits, '.', '_' and '-' joined by '/', none ending in .git or .lock"));
    }

    static @Nullable String description(@Nullable String value) {
        return value == null ? null : Field.text("description", value, "repository.description", DESCRIPTION_BYTES);
    }

    static @Nullable RefName branch(@Nullable String value) {
        return value == null ? null : ShortNames.branch("default_branch", value);
    }

    static Ttl ttl(@Nullable Ttl value) {
        return value == null ? Ttl.NEVER : value;
    }

    /** Refuses what a later version brings. */
    static void refuseLater(@Nullable String visibility) {
        if (visibility == null || visibility.equals("private"))
            return;
        if (visibility.equals("public"))
            Field.refuseLater("visibility", visibility);
        throw Field.refused("visibility", "is private or public");
    }
}
