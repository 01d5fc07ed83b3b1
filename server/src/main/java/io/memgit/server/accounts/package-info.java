/**
 * {@code /auth} and {@code /apikeys}: signing in, saying who one is, the caller's own API keys; and
 * {@code /users} and {@code /roles}. What they decide is decided in {@code io.memgit.auth}; here it
 * only gets its shape.
 */
@NullMarked
package io.memgit.server.accounts;

import org.jspecify.annotations.NullMarked;
