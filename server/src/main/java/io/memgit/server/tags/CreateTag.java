package io.memgit.server.tags;

import io.memgit.server.people.PersonBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a tag.
 *
 * @param name
 *            the short name
 * @param target
 *            the revision it is put on; the default branch when it is not given
 * @param message
 *            makes it an annotated tag, when it is not empty
 * @param tagger
 *            of an annotated tag; the caller when it is not given
 */
record CreateTag(String name, @Nullable String target, @Nullable String message, @Nullable PersonBody tagger) {}
