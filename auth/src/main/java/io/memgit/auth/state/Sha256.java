package io.memgit.auth.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of something, as a value that can be a key of a map. Its text says nothing: what it
 * was made from may be a secret.
 *
 * @param a
 *            bits 0 to 63, the first ones
 * @param b
 *            bits 64 to 127
 * @param c
 *            bits 128 to 191
 * @param d
 *            bits 192 to 255
 */
public record Sha256(long a, long b, long c, long d) {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    /** The hash of the UTF-8 form of {@code text}. */
    public static Sha256 of(String text) {
        try {
            return fromBytes(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The hash with the given bytes.
     *
     * @throws IllegalArgumentException
     *             when they are not 32
     */
    public static Sha256 fromBytes(byte[] bytes) {
        if (bytes.length != BYTES)
            throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Sha256(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The 32 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }

    @Override
    public int hashCode() {
        return (int) a;
    }

    @Override
    public String toString() {
        return "Sha256[hidden]";
    }
}
