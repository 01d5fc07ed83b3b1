/**
 * The gate that every call passes before its handler runs: who calls ({@code io.memgit.auth} finds
 * out), and whether
 * that one may do what the route says it needs. {@link io.memgit.server.security.Gate} is the door.
 *
 * <p>
 * Where the repository is not in {@code {repo}} (a new one, a fork's target, Git's URLs), the route
 * says
 * {@code Access.SIGNED_IN} and its handler asks
 * {@code call.require(Action.CREATE_REPOSITORY, name)} itself.
 */
@NullMarked
package io.memgit.server.security;

import org.jspecify.annotations.NullMarked;
