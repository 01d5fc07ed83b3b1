package io.memgit.core.event;

import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * An event as bytes, about a third of the size of the objects it is made of:
 *
 * <pre>
 * number 8 | time 8 | type 1 | actor: length 2, UTF-8 | count 4 |
 *     count x ( flags 1 | name: length 2, UTF-8 | old 20 | new 20 | peeled 20 when flag 2 is set ) |
 *     HEAD before: length 2, UTF-8 | HEAD after: length 2, UTF-8     only where it moved
 * </pre>
 */
final class EventRecord {

    private static final int REWINDS = 1;
    private static final int PEELED = 2;
    private static final int HEAD_BYTES = 8 + 8 + 1 + 2 + 4;
    private static final int UPDATE_BYTES = 1 + 2 + 2 * Constants.OBJECT_ID_LENGTH;

    private EventRecord() {}

    static byte[] encode(long number, EventType type, long timeMillis, String actor, List<RefUpdate> refs,
            @Nullable HeadMove head) {
        byte[] actorBytes = actor.getBytes(StandardCharsets.UTF_8);
        byte[][] names = new byte[refs.size()][];
        int length = HEAD_BYTES + actorBytes.length;
        for (int i = 0; i < names.length; i++) {
            RefUpdate update = refs.get(i);
            names[i] = update.name().value().getBytes(StandardCharsets.UTF_8);
            length += UPDATE_BYTES + names[i].length;
            if (update.peeled() != null)
                length += Constants.OBJECT_ID_LENGTH;
        }
        byte[] headBytes = head == null ? new byte[0] : encode(head);
        length += headBytes.length;
        byte[] record = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(record);
        out.putLong(number).putLong(timeMillis).put((byte) type.number());
        out.putShort((short) actorBytes.length).put(actorBytes).putInt(names.length);
        int at = out.position();
        for (int i = 0; i < names.length; i++)
            at = encode(refs.get(i), names[i], record, at);
        System.arraycopy(headBytes, 0, record, at, headBytes.length);
        return record;
    }

    private static byte[] encode(HeadMove head) {
        byte[] before = head.before().value().getBytes(StandardCharsets.UTF_8);
        byte[] after = head.after().value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(2 * Short.BYTES + before.length + after.length);
        out.putShort((short) before.length).put(before).putShort((short) after.length).put(after);
        return out.array();
    }

    private static int encode(RefUpdate update, byte[] name, byte[] record, int start) {
        ObjectId peeled = update.peeled();
        int at = start;
        record[at++] = (byte) ((update.rewinds() ? REWINDS : 0) | (peeled == null ? 0 : PEELED));
        record[at++] = (byte) (name.length >>> 8);
        record[at++] = (byte) name.length;
        System.arraycopy(name, 0, record, at, name.length);
        at += name.length;
        update.oldId().copyRawTo(record, at);
        at += Constants.OBJECT_ID_LENGTH;
        update.newId().copyRawTo(record, at);
        at += Constants.OBJECT_ID_LENGTH;
        if (peeled != null) {
            peeled.copyRawTo(record, at);
            at += Constants.OBJECT_ID_LENGTH;
        }
        return at;
    }

    static long number(byte[] record) {
        return ByteBuffer.wrap(record).getLong();
    }

    static long timeMillis(byte[] record) {
        return ByteBuffer.wrap(record).getLong(Long.BYTES);
    }

    /**
     * @throws IllegalArgumentException
     *             when this is not the record of the event {@code number}
     */
    static void check(byte[] record, long number) {
        if (record.length < HEAD_BYTES || number(record) != number)
            throw new IllegalArgumentException("a record of another event than " + number);
    }

    static Event decode(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record);
        EventNumber number = new EventNumber(in.getLong());
        long time = in.getLong();
        EventType type = EventType.of(in.get());
        String actor = text(in);
        int count = in.getInt();
        List<RefUpdate> refs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int flags = in.get();
            RefName name = new RefName(text(in));
            ObjectId oldId = id(in);
            ObjectId newId = id(in);
            @Nullable
            ObjectId peeled = (flags & PEELED) == 0 ? null : id(in);
            refs.add(new RefUpdate(name, oldId, newId, peeled, (flags & REWINDS) != 0));
        }
        return new Event(number, type, time, actor, refs, in.hasRemaining() ? head(in) : null);
    }

    /**
     * Whether the ref of this name, in UTF-8, is among those that moved. An empty name stands for
     * HEAD's
     * moves. Quicker than {@link #decode}, for whoever looks through many records.
     */
    static boolean moves(byte[] record, byte[] name) {
        int at = HEAD_BYTES - Integer.BYTES + length(record, Long.BYTES + Long.BYTES + 1);
        int left = ByteBuffer.wrap(record).getInt(at);
        at += Integer.BYTES;
        for (; left > 0; left--) {
            int nameLength = length(record, at + 1);
            int start = at + 1 + Short.BYTES;
            if (nameLength == name.length
                    && Arrays.equals(record, start, start + nameLength, name, 0, nameLength))
                return true;
            at = start + nameLength + 2 * Constants.OBJECT_ID_LENGTH
                    + ((record[at] & PEELED) == 0 ? 0 : Constants.OBJECT_ID_LENGTH);
        }
        return name.length == 0 && at < record.length;
    }

    private static int length(byte[] record, int at) {
        return Byte.toUnsignedInt(record[at]) << 8 | Byte.toUnsignedInt(record[at + 1]);
    }

    private static HeadMove head(ByteBuffer in) {
        return new HeadMove(new RefName(text(in)), new RefName(text(in)));
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ObjectId id(ByteBuffer in) {
        byte[] bytes = new byte[Constants.OBJECT_ID_LENGTH];
        in.get(bytes);
        return ObjectId.fromRaw(bytes);
    }
}
