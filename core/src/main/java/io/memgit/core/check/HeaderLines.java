package io.memgit.core.check;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A cursor over the header lines of a commit or tag, which judges them one by one as
 * {@code git fsck} does.
 */
final class HeaderLines {

    private static final int ZONE_DIGITS = 4;

    private final byte[] raw;
    private int at;

    /** A cursor on the first line. */
    HeaderLines(byte[] raw) throws CorruptObjectException {
        this.raw = raw;
        checkEnd();
    }

    /** Moves behind {@code key} where the line begins with it. */
    boolean skip(byte[] key) {
        if (raw.length - at < key.length)
            return false;
        for (int i = 0; i < key.length; i++) {
            if (raw[at + i] != key[i])
                return false;
        }
        at += key.length;
        return true;
    }

    /** Reads an object id and the end of the line. */
    ObjectId id(ObjectProblem otherwise) throws CorruptObjectException {
        int start = at;
        int end = at + Constants.OBJECT_ID_STRING_LENGTH;
        if (end >= raw.length || raw[end] != '\n')
            throw otherwise.refusal();
        for (; at < end; at++) {
            if (Character.digit(raw[at], 16) < 0)
                throw otherwise.refusal();
        }
        at++;
        return ObjectId.fromString(raw, start);
    }

    /** Reads the rest of the line. */
    String rest(ObjectProblem otherwise) throws CorruptObjectException {
        int end = lineEnd();
        if (end == raw.length)
            throw otherwise.refusal();
        String rest = new String(raw, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return rest;
    }

    /** Reads a name, an address, a time and a time zone. */
    void ident() throws CorruptObjectException {
        int end = lineEnd();
        int i = emailStart(end);
        i = until(i, end);
        if (i == end || raw[i] != '>')
            throw ObjectProblem.BAD_EMAIL.refusal();
        if (++i == end || raw[i] != ' ')
            throw ObjectProblem.MISSING_SPACE_BEFORE_DATE.refusal();
        i = date(i + 1, end);
        zone(i, end);
        at = end + 1;
    }

    private int emailStart(int end) throws CorruptObjectException {
        if (at < end && raw[at] == '<')
            throw ObjectProblem.MISSING_NAME.refusal();
        int i = until(at, end);
        if (i < end && raw[i] == '>')
            throw ObjectProblem.BAD_NAME.refusal();
        if (i == end)
            throw ObjectProblem.MISSING_EMAIL.refusal();
        if (raw[i - 1] != ' ')
            throw ObjectProblem.MISSING_SPACE_BEFORE_EMAIL.refusal();
        return i + 1;
    }

    private int date(int from, int end) throws CorruptObjectException {
        int i = from;
        long seconds = 0;
        while (i < end && raw[i] >= '0' && raw[i] <= '9') {
            if (seconds > (Long.MAX_VALUE - 9) / 10)
                throw ObjectProblem.DATE_OVERFLOW.refusal();
            seconds = seconds * 10 + raw[i++] - '0';
        }
        if (i == from || i == end || raw[i] != ' ')
            throw ObjectProblem.BAD_DATE.refusal();
        if (raw[from] == '0' && i > from + 1)
            throw ObjectProblem.ZERO_PADDED_DATE.refusal();
        return i + 1;
    }

    private void zone(int from, int end) throws CorruptObjectException {
        boolean good = end - from == ZONE_DIGITS + 1 && end < raw.length && (raw[from] == '+' || raw[from] == '-');
        for (int i = from + 1; good && i < end; i++) {
            good = raw[i] >= '0' && raw[i] <= '9';
        }
        if (!good)
            throw ObjectProblem.BAD_TIMEZONE.refusal();
    }

    private int until(int from, int end) {
        int i = from;
        while (i < end && raw[i] != '<' && raw[i] != '>') {
            i++;
        }
        return i;
    }

    private int lineEnd() {
        int i = at;
        while (i < raw.length && raw[i] != '\n') {
            i++;
        }
        return i;
    }

    // The headers end with an empty line, or the whole object ends with a complete line.
    private void checkEnd() throws CorruptObjectException {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == 0)
                throw ObjectProblem.NUL_IN_HEADER.refusal();
            if (raw[i] == '\n' && i + 1 < raw.length && raw[i + 1] == '\n')
                return;
        }
        if (raw.length == 0 || raw[raw.length - 1] != '\n')
            throw ObjectProblem.UNTERMINATED_HEADER.refusal();
    }
}
