package io.memgit.server.realities;

import io.memgit.server.commits.ActionBody;
import io.memgit.server.people.PersonBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to change files of a reality, in one commit.
 *
 * @param changes
 *            contents by path, or
 * @param actions
 *            the actions of a commit
 * @param message
 *            of the commit
 * @param author
 *            the caller when it is not given
 */
record ApplyChanges(@Nullable Map<String, String> changes, @Nullable List<ActionBody> actions,
        @Nullable String message, @Nullable PersonBody author) {}
