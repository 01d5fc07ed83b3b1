/**
 * Repositories over HTTP: made, forked, listed, changed and deleted.
 *
 * <p>
 * {@link io.memgit.server.repos.RepositoryAccess} is what the packages of the other resources need
 * from here: the repository that a call is about, and who calls.
 */
@NullMarked
package io.memgit.server.repos;

import org.jspecify.annotations.NullMarked;
