package io.memgit.core.object;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Writes packs entry by entry, good ones and bad ones. */
final class PackBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int count;

    /** Where the next entry will begin. */
    long position() {
        return 12L + bytes.size();
    }

    PackBytes whole(int type, byte[] content) {
        return entry(type, content.length, new byte[0], content);
    }

    PackBytes deltaOfOffset(long base, byte[] delta) {
        long back = position() - base;
        byte[] reversed = new byte[10];
        int length = 0;
        reversed[length++] = (byte) (back & 0x7f);
        for (back >>>= 7; back > 0; back >>>= 7)
            reversed[length++] = (byte) (0x80 | (--back & 0x7f));
        byte[] offset = new byte[length];
        for (int i = 0; i < length; i++)
            offset[i] = reversed[length - 1 - i];
        return entry(Constants.OBJ_OFS_DELTA, delta.length, offset, delta);
    }

    PackBytes deltaOfId(ObjectId base, byte[] delta) {
        byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
        base.copyRawTo(id, 0);
        return entry(Constants.OBJ_REF_DELTA, delta.length, id, delta);
    }

    /** An entry that may announce another length than it has. */
    PackBytes entry(int type, long announced, byte[] base, byte[] content) {
        int b = type << 4 | (int) (announced & 15);
        for (long rest = announced >>> 4; rest != 0; rest >>>= 7) {
            bytes.write(b | 0x80);
            b = (int) (rest & 0x7f);
        }
        bytes.write(b);
        bytes.writeBytes(base);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(content);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        count++;
        return this;
    }

    byte[] toByteArray() {
        return toByteArray(count);
    }

    /** The pack, announcing another number of objects than it has. */
    byte[] toByteArray(int announced) {
        ByteBuffer pack = ByteBuffer.allocate(12 + bytes.size() + 20);
        pack.put("PACK".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(2).putInt(announced);
        pack.put(bytes.toByteArray());
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(pack.array(), 0, pack.position());
        return pack.put(digest.digest()).array();
    }

    /** A delta that copies so much of the base's begin and then appends. */
    static byte[] delta(int baseLength, int copied, byte[] appended) {
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        writeLength(delta, baseLength);
        writeLength(delta, copied + appended.length);
        for (int at = 0; at < copied; at += 0xffff) {
            int part = Math.min(0xffff, copied - at);
            delta.write(0x80 | 0x0f | 0x30);
            for (int shift = 0; shift < 32; shift += 8)
                delta.write(at >>> shift);
            delta.write(part);
            delta.write(part >>> 8);
        }
        for (int at = 0; at < appended.length; at += 127) {
            int part = Math.min(127, appended.length - at);
            delta.write(part);
            delta.write(appended, at, part);
        }
        return delta.toByteArray();
    }

    static void writeLength(ByteArrayOutputStream to, long length) {
        long rest = length;
        for (; rest > 0x7f; rest >>>= 7)
            to.write((int) (rest & 0x7f) | 0x80);
        to.write((int) rest);
    }
}
