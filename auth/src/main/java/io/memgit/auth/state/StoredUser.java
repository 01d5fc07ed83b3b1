package io.memgit.auth.state;

import com.google.protobuf.ByteString;

/**
 * A user with what is kept for nobody to see.
 *
 * @param user
 *            what others may see
 * @param password
 *            what the password is compared with
 * @param tokenGeneration
 *            tokens of other generations are dead: it goes up whenever all tokens of the user
 *            die at once
 * @param version
 *            1 when the user is made, one more with each change
 * @param unknownFields
 *            stored fields that this version does not know
 */
public record StoredUser(User user, PasswordHash password, int tokenGeneration, int version,
        ByteString unknownFields) {

    StoredUser withoutTokens() {
        return new StoredUser(user, password, tokenGeneration + 1, version + 1, unknownFields);
    }
}
