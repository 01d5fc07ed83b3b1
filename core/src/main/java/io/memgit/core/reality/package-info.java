/**
 * Parallel realities: many short-lived branches that start at one commit, are compared by what is
 * measured of them, and of which one is merged and the others dropped.
 *
 * <p>
 * {@link io.memgit.core.reality.Realities} is the door. A reality is a branch
 * {@code parallel/<name>} that ends by itself, and a hidden ref that tells which set it belongs to
 * and
 * what was measured; the ref goes with the branch. A set is made in one entry, and ends in one.
 */
@NullMarked
package io.memgit.core.reality;

import org.jspecify.annotations.NullMarked;
