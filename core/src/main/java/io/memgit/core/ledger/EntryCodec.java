package io.memgit.core.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import io.memgit.core.name.RepoId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an entry, in the wire format of protobuf:
 *
 * <pre>
 *   1 version (uint32, now 1)   2 kind (uint32)   3 target high (fixed64)   4 target low (fixed64)
 *   5 actor (string)   6 time in ms (uint64)   7 scope of its key (string)   8 payload (bytes)
 *   9 fingerprint of its key (string)   10 how long that is kept, in ms (uint64; a day when it is missing)
 *   11 whether it takes back what was done under the key (bool)
 * </pre>
 *
 * Fields that are not in this list are kept and written again.
 */
public final class EntryCodec {

    /** The newest version this code writes and reads. */
    public static final int VERSION = 1;

    private final Map<PayloadKind, LedgerState> states = new EnumMap<>(PayloadKind.class);

    /** A codec for the payloads of the given states. */
    public EntryCodec(Collection<? extends LedgerState> states) {
        states.forEach(state -> this.states.put(state.kind(), state));
    }

    /** The stored form of {@code entry}. */
    public byte[] encode(Entry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32(1, VERSION);
        out.writeUInt32(2, entry.payload().kind().number());
        out.writeFixed64(3, entry.target().high());
        out.writeFixed64(4, entry.target().low());
        out.writeString(5, entry.actor().name());
        out.writeUInt64(6, entry.timeMillis());
        RequestKey key = entry.key();
        if (key != null)
            out.writeString(7, key.scope());
        out.writeByteArray(8, state(entry.payload().kind()).encode(entry.payload()));
        if (key != null)
            encode(key, out);
        out.writeRawBytes(entry.unknownFields());
        out.flush();
        return bytes.toByteArray();
    }

    private static void encode(RequestKey key, CodedOutputStream out) throws IOException {
        if (!key.fingerprint().isEmpty())
            out.writeString(9, key.fingerprint());
        if (key.keptMillis() != RequestKey.DAY.toMillis())
            out.writeUInt64(10, key.keptMillis());
        if (key.use() == RequestKey.Use.TAKE_BACK)
            out.writeBool(11, true);
    }

    /**
     * The entry that {@link #encode} wrote.
     *
     * @throws IOException
     *             when the bytes are damaged or of a version that this code does not read
     */
    public Entry decode(byte[] bytes) throws IOException {
        try {
            return new Decoder().read(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged entry: " + e.getMessage(), e);
        }
    }

    private LedgerState state(PayloadKind kind) {
        LedgerState state = states.get(kind);
        if (state == null)
            throw new IllegalArgumentException("nobody takes entries of kind " + kind);
        return state;
    }

    private final class Decoder {
        private int version;
        private int kind;
        private long high;
        private long low;
        private String actor = "";
        private long time;
        private @Nullable String scope;
        private String fingerprint = "";
        private long keptMillis = RequestKey.DAY.toMillis();
        private RequestKey.Use use = RequestKey.Use.ONCE;
        private byte[] payload = new byte[0];
        private final UnknownFieldSet.Builder unknown = UnknownFieldSet.newBuilder();

        Entry read(byte[] bytes) throws IOException {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            int tag;
            while ((tag = in.readTag()) != 0)
                field(tag, in);
            if (version != VERSION)
                throw new IOException("an entry of version " + version + ", this code reads " + VERSION);
            ByteString rest = unknown.build().toByteString();
            Payload decoded = state(PayloadKind.of(kind)).decode(payload);
            return new Entry(new RepoId(high, low), new Actor(actor), time, key(), decoded, rest);
        }

        private @Nullable RequestKey key() {
            return scope == null ? null : new RequestKey(scope, fingerprint, keptMillis, use);
        }

        private void field(int tag, CodedInputStream in) throws IOException {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> version = in.readUInt32();
                case 2 -> kind = in.readUInt32();
                case 3 -> high = in.readFixed64();
                case 4 -> low = in.readFixed64();
                case 5 -> actor = in.readStringRequireUtf8();
                case 6 -> time = in.readUInt64();
                case 7 -> scope = in.readStringRequireUtf8();
                case 8 -> payload = in.readByteArray();
                case 9 -> fingerprint = in.readStringRequireUtf8();
                case 10 -> keptMillis = in.readUInt64();
                case 11 -> use = in.readBool() ? RequestKey.Use.TAKE_BACK : RequestKey.Use.ONCE;
                default -> unknown.mergeFieldFrom(tag, in);
            }
        }
    }
}
