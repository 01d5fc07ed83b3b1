package io.memgit.core.transport;

import io.memgit.core.repo.MemoryRepository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/** A push written by hand, for what no Git client would send. */
final class RawPush {

    private final ByteArrayOutputStream commands = new ByteArrayOutputStream();
    private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
    private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
    private final List<ObjectId> added = new ArrayList<>();
    private final String capabilities;
    private boolean first = true;

    RawPush() {
        this("report-status");
    }

    RawPush(String capabilities) {
        this.capabilities = capabilities;
    }

    RawPush command(ObjectId oldId, ObjectId newId, String ref) {
        line(oldId.name() + " " + newId.name() + " " + ref + (first ? "\0" + capabilities : "") + "\n");
        first = false;
        return this;
    }

    RawPush create(ObjectId newId, String ref) {
        return command(ObjectId.zeroId(), newId, ref);
    }

    RawPush line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        commands.writeBytes(String.format("%04x", bytes.length + 4).getBytes(StandardCharsets.US_ASCII));
        commands.writeBytes(bytes);
        return this;
    }

    RawPush flush() {
        commands.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    ObjectId object(int type, byte[] content) {
        head(type, content.length);
        deflate(content);
        ObjectId id = ids.idFor(type, content);
        added.add(id);
        return id;
    }

    /** An object that is the same as {@code base}, which the pack does not have. */
    void copyOf(ObjectId base, int length) {
        byte[] delta = {(byte) length, (byte) length, (byte) 0x90, (byte) length};
        head(Constants.OBJ_REF_DELTA, delta.length);
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        base.copyRawTo(raw, 0);
        objects.writeBytes(raw);
        deflate(delta);
        added.add(base);
    }

    private void head(int type, int length) {
        int b = (type << 4) | (length & 15);
        for (int size = length >> 4; size > 0; size >>= 7) {
            objects.write(b | 0x80);
            b = size & 0x7f;
        }
        objects.write(b);
    }

    private void deflate(byte[] content) {
        try (OutputStream deflated = new DeflaterOutputStream(new Unclosed(objects))) {
            deflated.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectId blob(String content) {
        return object(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    }

    ObjectId tree(String name, FileMode mode, ObjectId id) {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, mode, id);
        return object(Constants.OBJ_TREE, tree.toByteArray());
    }

    ObjectId commit(ObjectId tree, ObjectId... parents) {
        StringBuilder text = new StringBuilder("tree " + tree.name() + "\n");
        for (ObjectId parent : parents)
            text.append("parent ").append(parent.name()).append('\n');
        text.append("author A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\nmessage\n");
        return object(Constants.OBJ_COMMIT, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] pack() {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        int count = added.size();
        pack.writeBytes(new byte[]{'P', 'A', 'C', 'K', 0, 0, 0, 2, (byte) (count >>> 24), (byte) (count >>> 16),
                (byte) (count >>> 8), (byte) count});
        pack.writeBytes(objects.toByteArray());
        try {
            pack.writeBytes(MessageDigest.getInstance("SHA-1").digest(pack.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return pack.toByteArray();
    }

    /** The whole request: commands, a flush, and the pack where there is one. */
    byte[] request() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(commands.toByteArray());
        request.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
        if (!added.isEmpty())
            request.writeBytes(pack());
        return request.toByteArray();
    }

    /** Sends it; gives the answer as text. */
    String to(ServedRepositories served, MemoryRepository repository) {
        return send(served, repository, request());
    }

    static String send(ServedRepositories served, MemoryRepository repository, byte[] request) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            served.receive()
                    .receive(repository, ServedRepositories.ACTOR, new ByteArrayInputStream(request), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Keeps a stream open that is closed through another. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
