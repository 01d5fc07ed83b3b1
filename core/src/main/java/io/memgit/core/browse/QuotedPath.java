package io.memgit.core.browse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Paths as Git writes them into patches and lists: as they are, or in double quotes with escapes
 * where they hold control characters, quotes, backslashes or anything beyond ASCII
 * ({@code core.quotePath}).
 */
final class QuotedPath {

    private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final String LETTERS = "abtnvfr\"\\";
    private static final int DELETE = 0x7f;

    private QuotedPath() {}

    static boolean isNeeded(GitPath path) {
        for (byte b : path.raw()) {
            if (b < ' ' || b == DELETE || b == '"' || b == '\\') // bytes beyond ASCII are negative
                return true;
        }
        return false;
    }

    /** The path alone. */
    static byte[] of(GitPath path) {
        return of("", path);
    }

    /** The path behind {@code prefix}, such as {@code a/}. */
    static byte[] of(String prefix, GitPath path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean quoted = isNeeded(path);
        if (quoted)
            out.write('"');
        out.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
        for (byte b : path.raw()) {
            if (quoted)
                writeEscaped(out, b);
            else
                out.write(b);
        }
        if (quoted)
            out.write('"');
        return out.toByteArray();
    }

    private static void writeEscaped(ByteArrayOutputStream out, byte b) {
        int known = ESCAPED.indexOf(b & 0xff);
        if (known >= 0) {
            out.write('\\');
            out.write(LETTERS.charAt(known));
        } else if (b < ' ' || b == DELETE) {
            out.write('\\');
            out.write('0' + ((b >> 6) & 3));
            out.write('0' + ((b >> 3) & 7));
            out.write('0' + (b & 7));
        } else {
            out.write(b);
        }
    }
}
