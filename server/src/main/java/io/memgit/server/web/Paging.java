package io.memgit.server.web;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param limit
 *            at most this many items, 1 to 1000
 * @param start
 *            where the page begins
 */
public record Paging(int limit, Start start) {

    /** Where a page begins. */
    public sealed interface Start {}

    /** At the beginning of the list. */
    public record First() implements Start {}

    /**
     * After a number of items.
     *
     * @param count
     *            how many are skipped, 0 or more
     */
    public record Offset(int count) implements Start {}

    /**
     * Where the page before ended.
     *
     * @param position
     *            what the controller gave as the place of the last item
     * @param pin
     *            what the controller pinned for all pages, such as a commit's hash
     */
    public record After(String position, Optional<String> pin) implements Start {}
}
