package io.memgit.core.ledger;

import com.google.protobuf.ByteString;
import io.memgit.core.name.RepoId;
import org.jspecify.annotations.Nullable;

/**
 * One write, before it is applied.
 *
 * @param target
 *            the repository it is for, or {@link RepoId#META}; entries of one target are applied
 *            one at
 *            a time, in the order in which the ledger took them
 * @param actor
 *            who asked for it
 * @param timeMillis
 *            when, by the clock of who submitted it, in milliseconds since 1970; apply clamps it so
 *            that
 *            the time of a target never goes back
 * @param key
 *            under which the same request is not applied twice, or null
 * @param payload
 *            what is asked for
 * @param unknownFields
 *            fields of the stored form that this version does not know, kept for those who do
 */
public record Entry(RepoId target, Actor actor, long timeMillis, @Nullable RequestKey key, Payload payload,
        ByteString unknownFields) {

    /** An entry made here, without a key. */
    public Entry(RepoId target, Actor actor, long timeMillis, Payload payload) {
        this(target, actor, timeMillis, null, payload);
    }

    /** An entry made here. */
    public Entry(RepoId target, Actor actor, long timeMillis, @Nullable RequestKey key, Payload payload) {
        this(target, actor.withoutKey(), timeMillis, key, payload, ByteString.EMPTY);
    }
}
