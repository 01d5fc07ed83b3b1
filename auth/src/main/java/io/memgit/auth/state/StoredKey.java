package io.memgit.auth.state;

import com.google.protobuf.ByteString;

/**
 * An API key with what its secret is compared with.
 *
 * @param key
 *            what its owner may see
 * @param hash
 *            the SHA-256 of the secret
 * @param unknownFields
 *            stored fields that this version does not know
 */
public record StoredKey(ApiKey key, Sha256 hash, ByteString unknownFields) {}
