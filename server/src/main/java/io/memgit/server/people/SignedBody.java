package io.memgit.server.people;

import io.memgit.core.browse.Ident;
import java.time.Instant;

/**
 * A committer or tagger in an answer.
 *
 * @param time
 *            in UTC
 * @param offset
 *            what their clock was ahead of UTC, as {@code +02:00}
 */
public record SignedBody(String name, String email, Instant time, String offset) {

    public static SignedBody of(Ident ident) {
        return new SignedBody(ident.name(), ident.email(), ident.time(), ident.offset());
    }
}
