/**
 * Refs: the names that point into a repository's history.
 *
 * <p>
 * {@link io.memgit.core.ref.RefName} is the only spelling of a ref that the rest of core accepts,
 * so a name that was
 * once let in is good for a file, a command line and the wire alike.
 */
@NullMarked
package io.memgit.core.ref;

import org.jspecify.annotations.NullMarked;
