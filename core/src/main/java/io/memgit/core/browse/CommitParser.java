package io.memgit.core.browse;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the raw bytes of a commit: header lines {@code <key> <value>}, where a line that begins
 * with a space continues the one before it, an empty line, the message.
 */
final class CommitParser {

    private static final String TREE = "tree ";
    private static final int TREE_LINE = TREE.length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
    private static final String PARENT = "parent ";
    private static final int PARENT_LINE = PARENT.length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
    /** The seconds of the years 1 and 9999, which is what a time of four digits can say. */
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final int MINUTES_OF_HOUR = 60;
    private static final int LARGEST_OFFSET = 99 * MINUTES_OF_HOUR + 59;

    private final AnyObjectId id;
    private final byte[] raw;

    CommitParser(AnyObjectId id, byte[] raw) {
        this.id = id;
        this.raw = raw;
    }

    ObjectId tree() throws IOException {
        requireLine(0, TREE, TREE_LINE);
        return ObjectId.fromString(raw, TREE.length());
    }

    List<ObjectId> parents() throws IOException {
        List<ObjectId> parents = new ArrayList<>(2);
        int at = TREE_LINE;
        while (startsWith(at, PARENT)) {
            requireLine(at, PARENT, PARENT_LINE);
            parents.add(ObjectId.fromString(raw, at + PARENT.length()));
            at += PARENT_LINE;
        }
        return parents;
    }

    /** The committer's time in seconds, as Git takes it to order history. */
    long committerSeconds() {
        int start = RawParseUtils.committer(raw, 0);
        return start < 0 ? 0 : secondsAfter(lastIn('>', start, endOfLine(start)));
    }

    CommitDetails details() throws IOException {
        ObjectId tree = tree();
        List<ObjectId> parents = parents();
        Charset charset = charset();
        int message = RawParseUtils.commitMessage(raw, 0);
        return new CommitDetails(id.copy(), tree, parents, ident(RawParseUtils.author(raw, 0), charset),
                ident(RawParseUtils.committer(raw, 0), charset),
                message < 0 ? "" : new String(raw, message, raw.length - message, charset),
                Optional.ofNullable(header("gpgsig ")));
    }

    private void requireLine(int at, String key, int length) throws IOException {
        if (raw.length < at + length || !startsWith(at, key))
            throw new CorruptObjectException(id.copy(), "the line '" + key.strip() + "' is broken");
    }

    private boolean startsWith(int at, String key) {
        if (raw.length - at < key.length())
            return false;
        for (int i = 0; i < key.length(); i++) {
            if (raw[at + i] != key.charAt(i))
                return false;
        }
        return true;
    }

    private Charset charset() {
        String name = header("encoding ");
        if (name == null)
            return StandardCharsets.UTF_8;
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8; // Git shows such a message as it is, too
        }
    }

    /** The value of a header that may have several lines, or null. */
    private @Nullable String header(String key) {
        int at = 0;
        while (at < raw.length && raw[at] != '\n') {
            int end = endOfHeader(at);
            if (startsWith(at, key))
                return new String(raw, at + key.length(), end - at - key.length(), StandardCharsets.UTF_8)
                        .replace("\n ", "\n");
            at = end + 1;
        }
        return null;
    }

    private int endOfHeader(int start) {
        int end = endOfLine(start);
        while (end + 1 < raw.length && raw[end + 1] == ' ') {
            end = endOfLine(end + 1);
        }
        return end;
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < raw.length && raw[end] != '\n') {
            end++;
        }
        return end;
    }

    private Ident ident(int start, Charset charset) {
        if (start < 0)
            return new Ident("", "", Instant.EPOCH, 0);
        int end = endOfLine(start);
        int open = firstIn('<', start, end);
        int close = firstIn('>', Math.min(open, end), end);
        int last = lastIn('>', start, end);
        String name = new String(raw, start, open - start, charset).strip();
        String email = open < close ? new String(raw, open + 1, close - open - 1, charset).strip() : "";
        return new Ident(name, email,
                Instant.ofEpochSecond(Math.clamp(secondsAfter(last), FIRST_SECOND, LAST_SECOND)),
                offsetAfter(last, end));
    }

    private long secondsAfter(int close) {
        int at = close + 1;
        while (at < raw.length && raw[at] == ' ') {
            at++;
        }
        boolean negative = at < raw.length && raw[at] == '-';
        if (negative)
            at++;
        long seconds = 0;
        for (; at < raw.length && isDigit(raw[at]) && seconds <= LAST_SECOND; at++) {
            seconds = seconds * 10 + (raw[at] - '0');
        }
        return negative ? -seconds : seconds;
    }

    /** Minutes of the {@code +hhmm} that ends the line. */
    private int offsetAfter(int close, int end) {
        int sign = end;
        while (sign > close + 1 && isDigit(raw[sign - 1])) {
            sign--;
        }
        if (sign <= close + 1 || sign == end || (raw[sign - 1] != '+' && raw[sign - 1] != '-'))
            return 0;
        int value = 0;
        for (int i = sign; i < end; i++) {
            value = Math.min(value * 10 + (raw[i] - '0'), 99_99);
        }
        int minutes = Math.min(value / 100 * MINUTES_OF_HOUR + value % 100, LARGEST_OFFSET);
        return raw[sign - 1] == '-' ? -minutes : minutes;
    }

    private int firstIn(char wanted, int start, int end) {
        int at = start;
        while (at < end && raw[at] != wanted) {
            at++;
        }
        return at;
    }

    private int lastIn(char wanted, int start, int end) {
        int at = end - 1;
        while (at >= start && raw[at] != wanted) {
            at--;
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
