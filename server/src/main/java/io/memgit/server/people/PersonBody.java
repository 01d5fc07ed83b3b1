package io.memgit.server.people;

import org.jspecify.annotations.Nullable;

/**
 * An author, committer or tagger in a request.
 *
 * @param name
 *            not empty
 * @param email
 *            may be empty
 * @param time
 *            RFC 3339, whose offset is kept; now when it is not given
 */
public record PersonBody(String name, String email, @Nullable String time) {}
