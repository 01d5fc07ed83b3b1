package io.memgit.server.web;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals cursors, so that a client can neither make one nor use one with another query.
 *
 * <pre>
 * base64url( mac of 16 bytes | pin: length as 2 bytes, UTF-8 | position: UTF-8 )
 * </pre>
 */
public final class CursorSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int MAX_TOKEN_CHARS = 8192;

    private final SecretKeySpec key;

    /**
     * @param key
     *            32 secret bytes, the same on every start if cursors are to outlive the process
     */
    public CursorSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The token for a place in the list that {@code binding} describes. */
    public String seal(String binding, String position, @Nullable String pin) {
        byte[] pinned = pin == null ? new byte[0] : pin.getBytes(StandardCharsets.UTF_8);
        byte[] place = position.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(2 + pinned.length + place.length)
                .putShort((short) pinned.length)
                .put(pinned)
                .put(place)
                .array();
        byte[] mac = mac(binding, payload);
        byte[] token = Arrays.copyOf(mac, MAC_BYTES + payload.length);
        System.arraycopy(payload, 0, token, MAC_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The place that a token stands for.
     *
     * @throws ProblemException
     *             400 {@code INVALID_CURSOR} for one that was not made for {@code binding}
     */
    public Paging.After open(String binding, String token) {
        if (token.length() > MAX_TOKEN_CHARS)
            throw invalid();
        byte[] bytes = decode(token);
        if (bytes.length < MAC_BYTES + 2)
            throw invalid();
        byte[] payload = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        if (!MessageDigest.isEqual(mac(binding, payload), Arrays.copyOf(bytes, MAC_BYTES)))
            throw invalid();
        int pinLength = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        String pin = new String(payload, 2, pinLength, StandardCharsets.UTF_8);
        String position = new String(payload, 2 + pinLength, payload.length - 2 - pinLength, StandardCharsets.UTF_8);
        return new Paging.After(position, pin.isEmpty() ? Optional.empty() : Optional.of(pin));
    }

    private byte[] mac(String binding, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] bound = binding.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(4).putInt(bound.length).array());
            mac.update(bound);
            mac.update(payload);
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return Problem.of(Code.INVALID_CURSOR, "the cursor was not given out for this list and query")
                .with("parameter", "cursor")
                .asException();
    }
}
