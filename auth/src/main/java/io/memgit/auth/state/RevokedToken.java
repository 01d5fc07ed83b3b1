package io.memgit.auth.state;

import java.time.Instant;

/**
 * A token that is dead before its time.
 *
 * @param id
 *            which
 * @param user
 *            whose
 * @param expires
 *            when it would have ended by itself
 */
public record RevokedToken(TokenId id, UserName user, Instant expires) {}
