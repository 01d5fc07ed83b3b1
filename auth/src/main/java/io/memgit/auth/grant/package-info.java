/**
 * What somebody may do, as values: a {@link io.memgit.auth.grant.Permission} is one right, a
 * {@link io.memgit.auth.grant.Role} a named set of them, and {@link io.memgit.auth.grant.Grants}
 * says which permissions hold for all repositories and which for those that a
 * {@link io.memgit.auth.grant.RepoPattern} names.
 *
 * <p>
 * Nothing here knows who is asking or for what; that is decided in
 * {@code io.memgit.auth.access}.
 */
@NullMarked
package io.memgit.auth.grant;

import org.jspecify.annotations.NullMarked;
