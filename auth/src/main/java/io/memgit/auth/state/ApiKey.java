package io.memgit.auth.state;

import io.memgit.auth.grant.Grants;
import java.time.Instant;
import java.util.Optional;

/**
 * An API key, as its owner may see it: without the secret, which nobody keeps.
 *
 * @param id
 *            identifies the key
 * @param name
 *            what its owner calls it
 * @param owner
 *            the user it stands for
 * @param restriction
 *            what the key may do, if the user may; empty when it may do all that the user may
 * @param created
 *            when it was made
 * @param expires
 *            when it stops working, empty for never
 */
public record ApiKey(KeyId id, String name, UserName owner, Optional<Grants> restriction, Instant created,
        Optional<Instant> expires) {

    /** Whether the key has stopped working by {@code now}. */
    public boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }
}
