package io.memgit.core.sequencer;

import io.memgit.core.object.ObjectView;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * A commit, as far as others are made of it: its author and message are kept as bytes, in UTF-8.
 *
 * @param author
 *            what stands behind {@code author}
 * @param message
 *            without empty lines at its beginning, as git hands it on
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as they are; nobody compares two of them.
record StoredCommit(ObjectId id, ObjectId tree, List<ObjectId> parents, byte[] author, byte[] message) {

    private static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_LINE = Constants.OBJECT_ID_STRING_LENGTH + 1;

    static StoredCommit of(ObjectId id, ObjectView view) {
        byte[] raw = view.toByteArray();
        ObjectId tree = ObjectId.fromString(raw, TREE.length);
        List<ObjectId> parents = new ArrayList<>(2);
        int at = TREE.length + ID_LINE;
        while (RawParseUtils.match(raw, at, PARENT) > 0) {
            parents.add(ObjectId.fromString(raw, at + PARENT.length));
            at += PARENT.length + ID_LINE;
        }
        int authorAt = RawParseUtils.author(raw, 0);
        byte[] author = authorAt < 0
                ? new byte[0]
                : Arrays.copyOfRange(raw, authorAt, RawParseUtils.nextLF(raw, authorAt) - 1);
        int messageAt = RawParseUtils.commitMessage(raw, 0);
        byte[] message = messageAt < 0
                ? new byte[0]
                : Arrays.copyOfRange(raw, firstLine(raw, messageAt), raw.length);
        Charset charset = charset(raw);
        return new StoredCommit(id, tree, List.copyOf(parents), utf8(author, charset), utf8(message, charset));
    }

    boolean isMerge() {
        return parents.size() > 1;
    }

    /** The first line of the message. */
    String firstLine() {
        String text = text();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The first paragraph of the message in one line. */
    String subject() {
        StringBuilder subject = new StringBuilder();
        for (String line : text().lines().toList()) {
            if (line.isBlank())
                break;
            subject.append(subject.isEmpty() ? "" : " ").append(line.stripTrailing());
        }
        return subject.toString();
    }

    String text() {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static int firstLine(byte[] raw, int messageAt) {
        int line = messageAt;
        for (int at = messageAt; at < raw.length; at++) {
            if (raw[at] == '\n')
                line = at + 1;
            else if (raw[at] != ' ' && raw[at] != '\t' && raw[at] != '\r')
                return line;
        }
        return raw.length;
    }

    // A name that Java does not know is left alone, as git does with what it cannot convert.
    private static Charset charset(byte[] raw) {
        try {
            return RawParseUtils.parseEncoding(raw);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static byte[] utf8(byte[] bytes, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                ? bytes
                : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
    }
}
