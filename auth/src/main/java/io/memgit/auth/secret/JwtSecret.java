package io.memgit.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What tokens are signed with: at least 32 bytes, which nothing here shows. */
public final class JwtSecret {

    /** HS256 is as strong as its key up to this many bytes (RFC 7518, 3.2: not less). */
    public static final int MIN_BYTES = 32;

    private final byte[] bytes;

    private JwtSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What is wrong with {@code text} as a secret, as the end of a sentence that begins with what the
     * secret is for; empty when it will do. Never contains the text.
     */
    public static Optional<String> problemOf(String text) {
        int length = text.getBytes(UTF_8).length;
        if (length < MIN_BYTES)
            return Optional.of("must have at least " + MIN_BYTES + " bytes, it has " + length);
        if (text.startsWith("${"))
            return Optional.of("must be a secret, not the name of a variable that is not set");
        return Optional.empty();
    }

    /**
     * The secret of the UTF-8 bytes of {@code text}.
     *
     * @throws IllegalArgumentException
     *             when {@link #problemOf} finds something
     */
    public static JwtSecret of(String text) {
        problemOf(text).ifPresent(problem -> {
            throw new IllegalArgumentException("the JWT secret " + problem);
        });
        return new JwtSecret(text.getBytes(UTF_8));
    }

    /** The key for HS256. */
    public SecretKey key() {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public String toString() {
        return "JwtSecret[hidden]";
    }
}
