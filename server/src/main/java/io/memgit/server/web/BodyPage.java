package io.memgit.server.web;

import org.jspecify.annotations.Nullable;

/**
 * The paging fields of a request whose question is in its body.
 *
 * @param limit
 *            {@code limit}, where it is given
 * @param cursor
 *            {@code cursor}, where it is given
 * @param offset
 *            {@code offset}, where it is given
 * @param identity
 *            everything else of the body that decides what the list is; cursors are bound to it
 */
public record BodyPage(@Nullable Integer limit, @Nullable String cursor, @Nullable Integer offset, String identity) {}
