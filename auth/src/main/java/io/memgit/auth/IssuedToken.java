package io.memgit.auth;

import io.memgit.auth.state.User;
import java.time.Instant;

/**
 * A token, made just now.
 *
 * @param token
 *            the JWT, a secret
 * @param expires
 *            when it stops working
 * @param user
 *            whom it stands for
 */
public record IssuedToken(String token, Instant expires, User user) {

    @Override
    public String toString() {
        return "IssuedToken[hidden, expires=" + expires + ", user=" + user.name() + "]";
    }
}
