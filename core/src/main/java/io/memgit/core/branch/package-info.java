/**
 * Branches: made at any revision, moved, deleted, and waited for.
 *
 * <p>
 * {@link io.memgit.core.branch.Branches} is the door. A revision is resolved and the branch put on
 * it while a lease keeps what was found; the writing itself is that of
 * {@link io.memgit.core.updateref.RefUpdates}.
 */
@NullMarked
package io.memgit.core.branch;

import org.jspecify.annotations.NullMarked;
