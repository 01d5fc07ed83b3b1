package io.memgit.core.sequencer;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Takes a patch as text and digests what of it does not depend on where in the files it applies.
 */
final class PatchDigest extends OutputStream {

    private static final byte[][] SKIPPED = {"@@ ".getBytes(StandardCharsets.US_ASCII),
            "index ".getBytes(StandardCharsets.US_ASCII), "\\ ".getBytes(StandardCharsets.US_ASCII)};
    private static final int LONGEST_START = 6;

    private final MessageDigest digest = sha256();
    /**
     * The first bytes of a line, until it is known whether it counts; the length is more than there are
     * then.
     */
    private final byte[] start = new byte[LONGEST_START];
    private int length;
    private boolean skips;

    @Override
    public void write(int b) {
        if (b == '\n') {
            flushStart();
            length = 0;
            skips = false;
            digest.update((byte) '\n');
            return;
        }
        if (length < LONGEST_START) {
            start[length++] = (byte) b;
            if (length == LONGEST_START) {
                flushStart();
                length++;
            }
            return;
        }
        count(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++)
            write(bytes[i]);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flushStart() {
        if (length > LONGEST_START)
            return;
        for (byte[] skipped : SKIPPED) {
            if (length >= skipped.length && Arrays.equals(start, 0, skipped.length, skipped, 0, skipped.length))
                skips = true;
        }
        for (int i = 0; i < length; i++)
            count(start[i]);
    }

    private void count(int b) {
        if (!skips && b != ' ' && b != '\t' && b != '\r' && b != '\f' && b != 0x0b)
            digest.update((byte) b);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
