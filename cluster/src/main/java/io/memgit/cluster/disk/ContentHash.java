package io.memgit.cluster.disk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of bytes, as four numbers.
 */
public record ContentHash(long a, long b, long c, long d) {

    /** How many bytes it takes. */
    public static final int BYTES = 4 * Long.BYTES;

    /** The hash of {@code bytes}. */
    public static ContentHash of(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ContentHash read(ByteBuffer in) {
        return new ContentHash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** Writes {@link #BYTES} bytes. */
    public void write(ByteBuffer out) {
        out.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** 64 digits, the name of its file. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
