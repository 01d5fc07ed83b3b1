package io.memgit.server.refs;

import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to put a ref back.
 *
 * @param name
 *            a full name, or the short one of a branch or tag
 * @param at
 *            the time of which it is to be
 * @param expectedHead
 *            where it must point now, zeros for "must not exist"; anywhere when not given
 */
record RestoreRef(String name, Instant at, @Nullable ObjectId expectedHead) {}
