/**
 * {@code memgit check}: reads a data directory that no server uses, all of it, and says what is
 * wrong with it.
 *
 * <p>
 * {@link io.memgit.server.check.DataCheck} works on a copy of the directory, in which files that
 * never change are links, so that nothing of the original is touched, not even what a start would
 * mend.
 */
@NullMarked
package io.memgit.server.check;

import org.jspecify.annotations.NullMarked;
