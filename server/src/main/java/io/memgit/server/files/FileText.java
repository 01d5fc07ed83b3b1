package io.memgit.server.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells files that are text from files that are not. */
public final class FileText {

    private static final char REPLACEMENT = '\uFFFD';

    private FileText() {}

    /** The text that {@code bytes} are; null when they are not UTF-8 or hold NUL. */
    public static @Nullable String of(byte[] bytes) {
        // The lenient decoder is much the faster one, and mostly gives the answer.
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0)
            return null;
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes) ? text : null;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
