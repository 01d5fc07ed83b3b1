package io.memgit.core.check;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a single name in a tree may be: bytes without {@code /} and NUL, most often UTF-8.
 *
 * <p>
 * The spellings of {@code .git} and {@code .gitmodules} are those that Git itself refuses with
 * {@code core.protectHFS} and {@code core.protectNTFS}, because what is pushed from Linux is
 * checked out on macOS and Windows.
 */
final class NameRules {

    private static final byte[] DOT_GIT = ".git".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHORT_GIT = "git~1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOT_GITMODULES = ".gitmodules".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOT_GITATTRIBUTES = ".gitattributes".getBytes(StandardCharsets.US_ASCII);
    // How NTFS abbreviates the names when their first choice, "gitmod~1" and "gitatt~1", is taken.
    private static final byte[] GITMODULES_HASHED = "gi7eba".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GITATTRIBUTES_HASHED = "gi7d29".getBytes(StandardCharsets.US_ASCII);
    private static final int SHORT_NAME = 8;
    private static final int SHORT_STEM = 6;

    private NameRules() {}

    /** What is wrong with the name {@code raw[from, to)}, or null. */
    static @Nullable PathProblem problem(byte[] raw, int from, int to) {
        if (from == to)
            return PathProblem.EMPTY_NAME;
        boolean plain = true;
        for (int i = from; i < to; i++) {
            byte c = raw[i];
            if (c == '\\')
                return hasBackslashTrick(raw, from, to) ? PathProblem.BACKSLASH : controlProblem(raw, from, to);
            if (isControl(raw, i, to))
                return PathProblem.CONTROL_CHARACTER;
            plain &= c > 0;
        }
        return specialProblem(raw, from, to, plain);
    }

    /** Whether some file system takes the name for {@code .gitmodules}. */
    static boolean isGitmodules(byte[] raw, int from, int to) {
        return isSpecialFile(raw, from, to, DOT_GITMODULES, GITMODULES_HASHED);
    }

    /** Whether some file system takes the name for {@code .gitattributes}. */
    static boolean isGitattributes(byte[] raw, int from, int to) {
        return isSpecialFile(raw, from, to, DOT_GITATTRIBUTES, GITATTRIBUTES_HASHED);
    }

    private static @Nullable PathProblem controlProblem(byte[] raw, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isControl(raw, i, to))
                return PathProblem.CONTROL_CHARACTER;
        }
        return null;
    }

    private static boolean isControl(byte[] raw, int i, int to) {
        byte c = raw[i];
        if (c >= 0)
            return c < ' ' || c == 0x7f;
        return c == (byte) 0xc2 && i + 1 < to && raw[i + 1] < (byte) 0xa0;
    }

    private static @Nullable PathProblem specialProblem(byte[] raw, int from, int to, boolean plain) {
        int length = to - from;
        if (raw[from] == '.' && length == 1)
            return PathProblem.DOT;
        if (raw[from] == '.' && raw[from + 1] == '.' && length == 2)
            return PathProblem.DOT_DOT;
        if (isNtfsDotGit(raw, from, to) || (!plain && isHfs(raw, from, to, DOT_GIT)))
            return PathProblem.DOT_GIT;
        return isDriveLetter(raw, from, to) ? PathProblem.DRIVE_LETTER : null;
    }

    // A backslash alone is legal, and used by real projects: "x2d" after one is how systemd escapes a
    // dash.
    private static boolean hasBackslashTrick(byte[] raw, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i < to && raw[i] != '\\')
                continue;
            if (start == i || specialProblem(raw, start, i, false) != null || isGitmodules(raw, start, i))
                return true;
            start = i + 1;
        }
        return false;
    }

    private static boolean isDriveLetter(byte[] raw, int from, int to) {
        int letter = raw[from] | 0x20;
        return to - from == 2 && raw[from + 1] == ':' && letter >= 'a' && letter <= 'z';
    }

    // NTFS drops spaces and dots at the end, ignores case, and reads what follows a colon as a stream.
    private static boolean isNtfsDotGit(byte[] raw, int from, int to) {
        if (startsWith(raw, from, to, DOT_GIT))
            return isIgnoredTail(raw, from + DOT_GIT.length, to);
        return startsWith(raw, from, to, SHORT_GIT) && isIgnoredTail(raw, from + SHORT_GIT.length, to);
    }

    private static boolean isIgnoredTail(byte[] raw, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] == ':' || raw[i] == '\\')
                return true;
            if (raw[i] != '.' && raw[i] != ' ')
                return false;
        }
        return true;
    }

    private static boolean isSpecialFile(byte[] raw, int from, int to, byte[] name, byte[] hashed) {
        if (to - from < SHORT_NAME)
            return false;
        if (startsWith(raw, from, to, name) && isIgnoredTail(raw, from + name.length, to))
            return true;
        return isNtfsShort(raw, from, to, name, hashed) || isHfs(raw, from, to, name);
    }

    private static boolean isNtfsShort(byte[] raw, int from, int to, byte[] name, byte[] hashed) {
        if (!isIgnoredTail(raw, from + SHORT_NAME, to))
            return false;
        int i = 0;
        while (i < SHORT_STEM && lower(raw[from + i]) == name[i + 1]) {
            i++;
        }
        if (i == SHORT_STEM && raw[from + i] == '~' && raw[from + i + 1] >= '1' && raw[from + i + 1] <= '4')
            return true;
        return isHashedShort(raw, from, hashed);
    }

    // A prefix of the stem, a tilde, a digit that is not zero, and digits up to the eighth character.
    private static boolean isHashedShort(byte[] raw, int from, byte[] hashed) {
        int i = 0;
        while (i < SHORT_STEM && lower(raw[from + i]) == hashed[i]) {
            i++;
        }
        if (raw[from + i] != '~' || i + 1 == SHORT_NAME || raw[from + i + 1] < '1' || raw[from + i + 1] > '9')
            return false;
        for (i += 2; i < SHORT_NAME; i++) {
            if (raw[from + i] < '0' || raw[from + i] > '9')
                return false;
        }
        return true;
    }

    // HFS+ ignores case and some characters that nobody sees.
    private static boolean isHfs(byte[] raw, int from, int to, byte[] name) {
        int matched = 0;
        int i = from;
        while (i < to) {
            if (isHfsIgnored(raw, i, to)) {
                i += 3;
            } else if (matched == name.length) {
                // Bytes that are no UTF-8 end the name for Git's own check, so they do here.
                return raw[i] < 0 && !startsCharacter(raw, i, to);
            } else if (lower(raw[i]) != name[matched]) {
                return false;
            } else {
                matched++;
                i++;
            }
        }
        return matched == name.length;
    }

    private static boolean startsCharacter(byte[] raw, int i, int to) {
        int lead = raw[i] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || i + length > to)
            return false;
        for (int k = 1; k < length; k++) {
            if ((raw[i + k] & 0xc0) != 0x80)
                return false;
        }
        return true;
    }

    // U+200C to U+200F, U+202A to U+202E, U+206A to U+206F and U+FEFF.
    private static boolean isHfsIgnored(byte[] raw, int i, int to) {
        if (i + 3 > to)
            return false;
        int c = raw[i + 2] & 0xff;
        if (raw[i] == (byte) 0xef)
            return raw[i + 1] == (byte) 0xbb && c == 0xbf;
        if (raw[i] != (byte) 0xe2)
            return false;
        if (raw[i + 1] == (byte) 0x80)
            return (c >= 0x8c && c <= 0x8f) || (c >= 0xaa && c <= 0xae);
        return raw[i + 1] == (byte) 0x81 && c >= 0xaa && c <= 0xaf;
    }

    private static boolean startsWith(byte[] raw, int from, int to, byte[] lowerCase) {
        if (to - from < lowerCase.length)
            return false;
        for (int i = 0; i < lowerCase.length; i++) {
            if (lower(raw[from + i]) != lowerCase[i])
                return false;
        }
        return true;
    }

    private static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
    }
}
