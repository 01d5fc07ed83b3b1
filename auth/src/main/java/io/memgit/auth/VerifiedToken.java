package io.memgit.auth;

import io.memgit.auth.state.TokenId;
import io.memgit.auth.state.UserName;
import java.time.Instant;

/**
 * What a token with the right signature says.
 *
 * @param id
 *            its {@code jti}
 * @param user
 *            its {@code sub}
 * @param generation
 *            dead when the user has another one
 * @param expires
 *            its {@code exp}
 */
record VerifiedToken(TokenId id, UserName user, int generation, Instant expires) {}
