/**
 * Git over HTTP: {@code /git/{repository}.git/info/refs} and what follows it.
 *
 * <p>
 * {@link io.memgit.server.git.GitController} is the door. It finds the repository, asks whether the
 * caller may, takes content codings off the request, and leaves the rest to
 * {@code io.memgit.core.transport}. What is refused before Git's own protocol begins is plain text,
 * for that is what Git shows to its user.
 */
@NullMarked
package io.memgit.server.git;

import org.jspecify.annotations.NullMarked;
