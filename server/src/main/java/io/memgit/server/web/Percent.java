package io.memgit.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes percent escapes strictly: every escape whole, the bytes UTF-8, no NUL. */
final class Percent {

    private Percent() {}

    /** Says what is wrong with an escape, in words that follow "the path" or "the query". */
    static final class BrokenException extends Exception {

        BrokenException(String message) {
            super(message, null, false, false);
        }
    }

    /** Decodes {@code raw[start, end)}; {@code +} is a space if so wanted. */
    static String decode(String raw, int start, int end, boolean plusIsSpace) throws BrokenException {
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%' || (c == '+' && plusIsSpace) || c < ' ')
                return decodeBytes(raw.substring(start, end), plusIsSpace);
        }
        return raw.substring(start, end);
    }

    private static String decodeBytes(String raw, boolean plusIsSpace) throws BrokenException {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        int i = 0;
        while (i < raw.length()) {
            int c = raw.codePointAt(i);
            if (c == '%') {
                bytes.put(escaped(raw, i));
                i += 3;
                continue;
            }
            if (c == '+' && plusIsSpace)
                c = ' ';
            bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            i += Character.charCount(c);
        }
        return utf8(bytes.flip());
    }

    private static byte escaped(String raw, int percent) throws BrokenException {
        if (percent + 2 >= raw.length())
            throw new BrokenException("ends inside a percent escape");
        char high = raw.charAt(percent + 1);
        char low = raw.charAt(percent + 2);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low))
            throw new BrokenException("holds a percent sign that begins no escape; a literal one is %25");
        int value = HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
        if (value == 0)
            throw new BrokenException("holds a NUL");
        return (byte) value;
    }

    private static String utf8(ByteBuffer bytes) throws BrokenException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new BrokenException("is not UTF-8");
        }
    }
}
