package io.memgit.auth.state;

import com.google.protobuf.ByteString;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import java.time.Instant;
import java.util.List;

/**
 * What an entry changes of users, keys and tokens. Whatever is decided by chance or by a clock
 * (ids, hashes, times) is in here, so that applying it is not.
 */
public sealed interface AccountsChange extends Payload {

    /** Fields of the stored form that this version does not know. */
    ByteString unknownFields();

    @Override
    default PayloadKind kind() {
        return PayloadKind.ACCOUNTS;
    }

    /**
     * Makes a user, or changes one.
     *
     * @param stored
     *            the user as it is to be; its version is one more than that of the user to be
     *            changed, 1 when there is to be none by the name
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record UserPut(StoredUser stored, ByteString unknownFields) implements AccountsChange {}

    /**
     * Removes a user, with all keys.
     *
     * @param id
     *            which
     * @param name
     *            the name it has
     * @param version
     *            the version it has: refused when it was changed since
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record UserDeleted(UserId id, UserName name, int version, ByteString unknownFields) implements AccountsChange {}

    /**
     * Makes an API key.
     *
     * @param stored
     *            the key
     * @param maxKeysOfOwner
     *            refused when its owner has as many already; those that expired more than a day ago
     *            go first
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record KeyPut(StoredKey stored, int maxKeysOfOwner, ByteString unknownFields) implements AccountsChange {

        /** The id of the key. */
        @Override
        public ByteString trace() {
            return ByteString.copyFromUtf8(stored.key().id().value());
        }
    }

    /**
     * Ends an API key.
     *
     * @param key
     *            which
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record KeyRevoked(KeyId key, ByteString unknownFields) implements AccountsChange {}

    /**
     * Ends a token.
     *
     * @param token
     *            which, of whom and until when
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record TokenRevoked(RevokedToken token, ByteString unknownFields) implements AccountsChange {}

    /**
     * API keys were used.
     *
     * @param uses
     *            which and when
     * @param unknownFields
     *            see {@link #unknownFields()}
     */
    record KeysUsed(List<KeyUse> uses, ByteString unknownFields) implements AccountsChange {

        /** Keeps a copy that does not change. */
        public KeysUsed {
            uses = List.copyOf(uses);
        }
    }

    /**
     * One use of a key.
     *
     * @param key
     *            which
     * @param time
     *            when
     */
    record KeyUse(KeyId key, Instant time) {}
}
