package io.memgit.core.event;

import io.memgit.core.ref.RefName;

/**
 * Another branch became the default one.
 *
 * @param before
 *            what HEAD named before the write
 * @param after
 *            what it names since
 */
public record HeadMove(RefName before, RefName after) {}
