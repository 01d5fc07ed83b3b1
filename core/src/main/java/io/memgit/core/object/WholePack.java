package io.memgit.core.object;

import io.memgit.core.file.RepositoryFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/** Writes a pack in which every object is whole: nothing is compared with anything. */
final class WholePack {

    private static final byte[] MAGIC = {'P', 'A', 'C', 'K'};
    private static final int VERSION = 2;
    private static final int BUFFER_BYTES = 64 << 10;

    /** Takes an object. */
    interface Each {
        void take(ObjectId id, ObjectView view) throws IOException;
    }

    /** Objects, each of them once; gives the same again when it is asked again. */
    interface Source {
        void forEach(Each each) throws IOException;
    }

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final MessageDigest digest = Constants.newMessageDigest();
    private final CRC32 checksum = new CRC32();
    private final byte[] step = new byte[BUFFER_BYTES];
    private final OutputStream out;
    private final List<PackedObjectInfo> objects;
    private long position;

    private WholePack(OutputStream out, int count) {
        this.out = out;
        this.objects = new ArrayList<>(count);
    }

    /**
     * Writes all of {@code source} to files.
     *
     * @return null when there is none
     */
    static PackDraft.@Nullable Finished write(Source source, RepositoryFolder folder) throws IOException {
        int[] count = {0};
        source.forEach((id, view) -> count[0]++);
        if (count[0] == 0)
            return null;
        try (PackDraft draft = PackDraft.in(folder)) {
            List<PackedObjectInfo> written;
            byte[] trailer;
            try (OutputStream file = draft.create(PackExt.PACK);
                    OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES)) {
                WholePack pack = new WholePack(out, count[0]);
                trailer = pack.write(source, count[0]);
                written = pack.objects;
            }
            written.sort(null);
            try (OutputStream index = draft.create(PackExt.INDEX)) {
                BasePackIndexWriter.createVersion(index, 2).write(written, trailer);
            }
            return draft.finish(PackSource.RECEIVE, written.size());
        }
    }

    private byte[] write(Source source, int count) throws IOException {
        try {
            put(ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES).put(MAGIC).putInt(VERSION).putInt(count).array());
            source.forEach(this::write);
        } finally {
            deflater.end();
        }
        if (objects.size() != count)
            throw new IllegalStateException(objects.size() + " objects instead of " + count);
        byte[] trailer = digest.digest();
        out.write(trailer);
        return trailer;
    }

    private void write(ObjectId id, ObjectView view) throws IOException {
        PackedObjectInfo object = new PackedObjectInfo(id);
        object.setOffset(position);
        checksum.reset();
        header(view.type(), view.length());
        deflater.reset();
        deflater.setInput(view.buffer(), view.offset(), view.length());
        deflater.finish();
        while (!deflater.finished())
            put(step, deflater.deflate(step));
        object.setCRC((int) checksum.getValue());
        objects.add(object);
    }

    private void header(int type, int length) throws IOException {
        byte[] header = new byte[5];
        int bytes = 0;
        int next = type << 4 | (length & 15);
        for (int rest = length >>> 4; rest != 0; rest >>>= 7) {
            header[bytes++] = (byte) (next | 0x80);
            next = rest & 0x7f;
        }
        header[bytes++] = (byte) next;
        put(header, bytes);
    }

    private void put(byte[] bytes) throws IOException {
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        digest.update(bytes, 0, length);
        checksum.update(bytes, 0, length);
        position += length;
    }
}
