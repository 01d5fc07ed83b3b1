package io.memgit.core.commit;

import io.memgit.core.object.ObjectView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Serialises a commit, and reads the tree of one. */
public final class CommitBytes {

    private static final int HEX_DIGITS = Constants.OBJECT_ID_STRING_LENGTH;
    private static final int TREE_HEX_OFFSET = "tree ".length();
    private static final int MINUTES_PER_HOUR = 60;

    private byte[] buffer = new byte[384];
    private int length;

    private CommitBytes() {}

    /** The tree of a commit. */
    public static ObjectId treeOf(ObjectView commit) {
        return ObjectId.fromString(commit.buffer(), commit.offset() + TREE_HEX_OFFSET);
    }

    /**
     * A commit as Git stores it.
     *
     * @param parent
     *            null for a root commit
     */
    static byte[] of(ObjectId tree, @Nullable ObjectId parent, Identity author, Identity committer, String message) {
        CommitBytes out = new CommitBytes();
        out.header("tree ", tree);
        if (parent != null)
            out.header("parent ", parent);
        out.person("author ", author);
        out.person("committer ", committer);
        out.ascii("\n");
        out.utf8(message);
        return Arrays.copyOf(out.buffer, out.length);
    }

    /**
     * A commit as Git stores it, whose author is that of another one.
     *
     * @param parents
     *            the first one first
     * @param author
     *            what stands behind {@code author} in a commit: name, address, time and offset
     * @param message
     *            in UTF-8
     */
    public static byte[] of(ObjectId tree, List<ObjectId> parents, byte[] author, Identity committer,
            byte[] message) {
        CommitBytes out = new CommitBytes();
        out.header("tree ", tree);
        for (ObjectId parent : parents)
            out.header("parent ", parent);
        out.ascii("author ");
        out.bytes(author);
        out.ascii("\n");
        out.person("committer ", committer);
        out.ascii("\n");
        out.bytes(message);
        return Arrays.copyOf(out.buffer, out.length);
    }

    /** What stands behind {@code author} in a commit of this person. */
    public static byte[] author(Identity person) {
        CommitBytes out = new CommitBytes();
        out.person("", person);
        return Arrays.copyOf(out.buffer, out.length - 1);
    }

    private void header(String key, ObjectId id) {
        ascii(key);
        ensure(HEX_DIGITS + 1);
        id.copyTo(buffer, length);
        length += HEX_DIGITS;
        buffer[length++] = '\n';
    }

    private void person(String key, Identity person) {
        ascii(key);
        utf8(person.name());
        ascii(" <");
        utf8(person.email());
        ascii("> ");
        ascii(Long.toString(person.epochSeconds()));
        int offset = Math.abs(person.offsetMinutes());
        ascii(person.offsetMinutes() < 0 ? " -" : " +");
        twoDigits(offset / MINUTES_PER_HOUR);
        twoDigits(offset % MINUTES_PER_HOUR);
        ascii("\n");
    }

    private void twoDigits(int number) {
        ensure(2);
        buffer[length++] = (byte) ('0' + number / 10);
        buffer[length++] = (byte) ('0' + number % 10);
    }

    @SuppressWarnings("deprecation") // The one way to copy the low bytes of ASCII text without an array in between.
    private void ascii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    private void utf8(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void ensure(int more) {
        if (length + more > buffer.length)
            buffer = Arrays.copyOf(buffer, Math.max(length + more, 2 * buffer.length));
    }
}
