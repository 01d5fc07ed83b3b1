package io.memgit.auth.state;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** How ids of this package are spelled: 128 bits in 32 lower-case hex digits. */
final class HexId {

    private static final int CHARS = 32;

    private HexId() {}

    static String random(RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    static boolean isValid(String text) {
        return text.length() == CHARS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
