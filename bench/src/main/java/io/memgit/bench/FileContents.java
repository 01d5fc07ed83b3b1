package io.memgit.bench;

import java.nio.charset.StandardCharsets;

/** Contents of 100 B that differ in their first ten bytes. */
final class FileContents {

    private static final byte[] TEMPLATE = "%-99s\n".formatted("0000000000 and the rest of a line of configuration")
            .getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 10;

    private FileContents() {}

    /** The content that {@code seed} stands for; a new array. */
    static byte[] of(int seed) {
        byte[] content = TEMPLATE.clone();
        int rest = seed;
        for (int i = DIGITS - 1; i >= 0; i--) {
            content[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return content;
    }
}
