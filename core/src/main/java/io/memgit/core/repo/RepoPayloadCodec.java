package io.memgit.core.repo;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.PackRef;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of {@link RepoPayload}, in the wire format of protobuf. Field 1 is the kind (1
 * create,
 * 2 fork, 3 edit, 4 delete, 5 write, 6 snapshot, 7 expire, 8 expire branches, 9 expire hidden); the
 * others:
 *
 * <pre>
 *   2 repository high   3 repository low (fixed64)   4 name   5 description   6 memory only (bool)
 *   7 default branch or the one ref of a fork (string)   8 source high   9 source low (fixed64)
 *  10 event type (uint32)   11 keep for ms (uint64)   12 object* (message: 1 type, 2 id, 3 content)
 *  13 update* (message: 1 name, 2 old, 3 new, 4 peeled, 5 rewinds, 6 time to live in s (uint64))
 *  14 commit of a snapshot
 *  15 a pack on disk (message: 1 owner high, 2 owner low (fixed64), 3 name, 4 bytes, 5 objects)
 *  16 most refs (uint32)   17 time to live in s (uint64), 0 for ever   18 last write that was seen (uint64)
 *  19 branch to expire* (message: 1 name, 2 last write that was seen (uint64))
 *  20 hidden ref* (message: 1 kind (uint32), 2 owner, 3 id, 4 version that was seen (uint64), 5 stays (bool), 6 commit,
 *     7 time to live in s (uint64), 8 fact* (message: 1 name, 2 text))   21 most hidden refs (uint32)
 * </pre>
 */
final class RepoPayloadCodec {

    private static final int CREATE = 1;
    private static final int FORK = 2;
    private static final int EDIT = 3;
    private static final int DELETE = 4;
    private static final int WRITE = 5;
    private static final int SNAPSHOT = 6;
    private static final int EXPIRE = 7;
    private static final int EXPIRE_BRANCHES = 8;
    private static final int EXPIRE_HIDDEN = 9;

    private RepoPayloadCodec() {}

    static byte[] encode(RepoPayload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            switch (payload) {
                case RepoPayload.Create create -> encode(create, out);
                case RepoPayload.Fork fork -> encode(fork, out);
                case RepoPayload.Snapshot snapshot -> encode(snapshot, out);
                case RepoPayload.Edit edit -> encode(edit, out);
                case RepoPayload.Delete delete -> {
                    out.writeUInt32(1, DELETE);
                    writeId(2, delete.id(), out);
                }
                case RepoPayload.Write write -> encode(write, out);
                case RepoPayload.Expire expire -> {
                    out.writeUInt32(1, EXPIRE);
                    writeId(2, expire.id(), out);
                    out.writeUInt64(18, expire.written().value());
                }
                case RepoPayload.ExpireBranches expire -> {
                    out.writeUInt32(1, EXPIRE_BRANCHES);
                    for (RepoPayload.ExpireBranches.Seen branch : expire.branches())
                        out.writeBytes(19, seen(branch));
                }
                case RepoPayload.ExpireHidden expire -> {
                    out.writeUInt32(1, EXPIRE_HIDDEN);
                    for (RepoPayload.ExpireHidden.Idle ref : expire.refs())
                        out.writeBytes(20, hidden(new HiddenUpdate(ref.name(), ref.version(), null)));
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return bytes.toByteArray();
    }

    static RepoPayload decode(byte[] bytes) throws IOException {
        return new Decoder().read(CodedInputStream.newInstance(bytes));
    }

    private static void encode(RepoPayload.Create create, CodedOutputStream out) throws IOException {
        out.writeUInt32(1, CREATE);
        writeId(2, create.id(), out);
        out.writeString(4, create.name().value());
        out.writeString(5, create.description());
        out.writeBool(6, create.memoryOnly());
        out.writeString(7, create.defaultBranch().value());
        writeTtl(create.ttl(), out);
    }

    private static void encode(RepoPayload.Fork fork, CodedOutputStream out) throws IOException {
        out.writeUInt32(1, FORK);
        writeId(2, fork.id(), out);
        out.writeString(4, fork.name().value());
        out.writeString(5, fork.description());
        out.writeBool(6, fork.memoryOnly());
        if (fork.onlyRef() != null)
            out.writeString(7, fork.onlyRef().value());
        writeId(8, fork.source(), out);
        writeTtl(fork.ttl(), out);
    }

    private static void encode(RepoPayload.Snapshot snapshot, CodedOutputStream out) throws IOException {
        out.writeUInt32(1, SNAPSHOT);
        writeId(2, snapshot.id(), out);
        out.writeString(4, snapshot.name().value());
        out.writeString(5, snapshot.description());
        out.writeBool(6, snapshot.memoryOnly());
        out.writeString(7, snapshot.branch().value());
        writeId(8, snapshot.source(), out);
        writeObjects(snapshot.objects(), out);
        writeObjectId(14, snapshot.commit(), out);
        writeTtl(snapshot.ttl(), out);
    }

    private static void encode(RepoPayload.Edit edit, CodedOutputStream out) throws IOException {
        out.writeUInt32(1, EDIT);
        if (edit.description() != null)
            out.writeString(5, edit.description());
        if (edit.defaultBranch() != null)
            out.writeString(7, edit.defaultBranch().value());
        if (edit.ttl() != null)
            out.writeUInt64(17, edit.ttl().seconds());
    }

    private static void encode(RepoPayload.Write write, CodedOutputStream out) throws IOException {
        out.writeUInt32(1, WRITE);
        out.writeUInt32(10, write.type().number());
        out.writeUInt64(11, write.keepMillis());
        writeObjects(write.objects(), out);
        for (RefUpdate update : write.updates())
            out.writeBytes(13, update(update, write.ttls().get(update.name())));
        if (write.mostRefs() > 0)
            out.writeUInt32(16, write.mostRefs());
        for (HiddenUpdate update : write.hidden().updates())
            out.writeBytes(20, hidden(update));
        if (write.hidden().most() > 0)
            out.writeUInt32(21, write.hidden().most());
    }

    private static ByteString hidden(HiddenUpdate update) {
        return message(out -> {
            out.writeUInt32(1, update.name().kind().number());
            out.writeString(2, update.name().owner());
            out.writeString(3, update.name().id());
            out.writeUInt64(4, update.expected());
            HiddenUpdate.Value value = update.value();
            if (value == null)
                return;
            out.writeBool(5, true);
            writeObjectId(6, value.commit(), out);
            out.writeUInt64(7, value.ttl().seconds());
            // In one order everywhere, so that equal entries are equal bytes.
            for (Map.Entry<String, String> fact : new TreeMap<>(value.facts()).entrySet())
                out.writeBytes(8, fact(fact));
        });
    }

    private static ByteString fact(Map.Entry<String, String> fact) {
        return message(out -> {
            out.writeString(1, fact.getKey());
            out.writeString(2, fact.getValue());
        });
    }

    private static void writeObjects(Quarantine quarantine, CodedOutputStream out) throws IOException {
        List<ByteString> objects = new ArrayList<>();
        PackRef pack = quarantine.packRef();
        if (pack == null)
            quarantine.forEach((id, view) -> objects.add(object(id, view)));
        else
            quarantine.forEachLoose((id, view) -> objects.add(object(id, view)));
        for (ByteString object : objects)
            out.writeBytes(12, object);
        if (pack != null)
            out.writeBytes(15, pack(pack));
    }

    private static ByteString pack(PackRef pack) {
        return message(out -> {
            writeId(1, pack.owner(), out);
            out.writeString(3, pack.name());
            out.writeUInt64(4, pack.bytes());
            out.writeUInt32(5, pack.objects());
        });
    }

    private static void writeId(int field, RepoId id, CodedOutputStream out) throws IOException {
        out.writeFixed64(field, id.high());
        out.writeFixed64(field + 1, id.low());
    }

    private static ByteString object(ObjectId id, ObjectView view) {
        return message(out -> {
            out.writeUInt32(1, view.type());
            writeObjectId(2, id, out);
            out.writeByteArray(3, view.toByteArray());
        });
    }

    private static ByteString seen(RepoPayload.ExpireBranches.Seen branch) {
        return message(out -> {
            out.writeString(1, branch.name().value());
            out.writeUInt64(2, branch.written().value());
        });
    }

    private static void writeTtl(Ttl ttl, CodedOutputStream out) throws IOException {
        if (!ttl.isNever())
            out.writeUInt64(17, ttl.seconds());
    }

    private static ByteString update(RefUpdate update, @Nullable Ttl ttl) {
        return message(out -> {
            out.writeString(1, update.name().value());
            writeObjectId(2, update.oldId(), out);
            writeObjectId(3, update.newId(), out);
            if (update.peeled() != null)
                writeObjectId(4, update.peeled(), out);
            out.writeBool(5, update.rewinds());
            if (ttl != null)
                out.writeUInt64(6, ttl.seconds());
        });
    }

    private static void writeObjectId(int field, ObjectId id, CodedOutputStream out) throws IOException {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        out.writeByteArray(field, raw);
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private static ByteString message(Body body) {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return bytes.toByteString();
    }

    private static final class Decoder {
        private int kind;
        private final long[] words = new long[4];
        private final Map<Integer, String> texts = new HashMap<>();
        private boolean memoryOnly;
        private int type;
        private long keepMillis;
        private int mostRefs;
        private @Nullable Ttl ttl;
        private EventNumber written = EventNumber.NONE;
        private final List<RepoPayload.ExpireBranches.Seen> seen = new ArrayList<>();
        private final Map<RefName, Ttl> ttls = new HashMap<>();
        private ObjectId commit = ObjectId.zeroId();
        private final Quarantine objects = new Quarantine();
        private final List<RefUpdate> updates = new ArrayList<>();
        private final List<HiddenUpdate> hidden = new ArrayList<>();
        private int mostHidden;

        RepoPayload read(CodedInputStream in) throws IOException {
            int tag;
            try {
                while ((tag = in.readTag()) != 0)
                    field(tag, in);
                return payload();
            } catch (IllegalArgumentException e) {
                throw new IOException("a damaged entry: " + e.getMessage(), e);
            }
        }

        private RepoPayload payload() throws IOException {
            String branch = texts.get(7);
            String description = texts.get(5);
            return switch (kind) {
                case CREATE -> new RepoPayload.Create(id(0), name(), text(description), memoryOnly,
                        new RefName(text(branch)), ttl());
                case FORK -> new RepoPayload.Fork(id(0), name(), text(description), memoryOnly, id(2),
                        branch == null ? null : new RefName(branch), ttl());
                case SNAPSHOT -> new RepoPayload.Snapshot(id(0), name(), text(description), memoryOnly, id(2),
                        new RefName(text(branch)), commit, objects, ttl());
                case EDIT -> new RepoPayload.Edit(description, branch == null ? null : new RefName(branch),
                        ttl);
                case DELETE -> new RepoPayload.Delete(id(0));
                case WRITE -> new RepoPayload.Write(objects, updates, EventType.of(type), keepMillis, mostRefs,
                        ttls, new HiddenUpdate.Batch(hidden, mostHidden));
                case EXPIRE -> new RepoPayload.Expire(id(0), written);
                case EXPIRE_BRANCHES -> new RepoPayload.ExpireBranches(seen);
                case EXPIRE_HIDDEN -> new RepoPayload.ExpireHidden(hidden.stream()
                        .map(ref -> new RepoPayload.ExpireHidden.Idle(ref.name(), ref.expected()))
                        .toList());
                default -> throw new IOException("a repository entry of unknown kind " + kind);
            };
        }

        private void field(int tag, CodedInputStream in) throws IOException {
            int field = WireFormat.getTagFieldNumber(tag);
            switch (field) {
                case 1 -> kind = in.readUInt32();
                case 2, 3 -> words[field - 2] = in.readFixed64();
                case 4, 5, 7 -> texts.put(field, in.readStringRequireUtf8());
                case 6 -> memoryOnly = in.readBool();
                case 8, 9 -> words[field - 6] = in.readFixed64();
                case 10 -> type = in.readUInt32();
                case 11 -> keepMillis = in.readUInt64();
                case 12 -> readObject(in.readBytes().newCodedInput());
                case 13 -> updates.add(readUpdate(in.readBytes().newCodedInput()));
                case 14 -> commit = readObjectId(in);
                case 16 -> mostRefs = in.readUInt32();
                case 15 -> objects.refer(readPack(in.readBytes().newCodedInput()));
                case 17 -> ttl = new Ttl(in.readUInt64());
                case 18 -> written = new EventNumber(in.readUInt64());
                case 19 -> seen.add(readSeen(in.readBytes().newCodedInput()));
                case 20 -> hidden.add(readHidden(in.readBytes().newCodedInput()));
                case 21 -> mostHidden = in.readUInt32();
                default -> in.skipField(tag);
            }
        }

        private Ttl ttl() {
            return ttl == null ? Ttl.NEVER : ttl;
        }

        private RepoId id(int word) {
            return new RepoId(words[word], words[word + 1]);
        }

        private RepoName name() throws IOException {
            return new RepoName(text(texts.get(4)));
        }

        private static String text(@Nullable String value) throws IOException {
            if (value == null)
                throw new IOException("an entry without a field it must have");
            return value;
        }

        private static ObjectId readObjectId(CodedInputStream in) throws IOException {
            byte[] raw = in.readByteArray();
            if (raw.length != Constants.OBJECT_ID_LENGTH)
                throw new IOException("a damaged entry: an object id of " + raw.length + " bytes");
            return ObjectId.fromRaw(raw);
        }

        private void readObject(CodedInputStream in) throws IOException {
            int objectType = 0;
            ObjectId id = ObjectId.zeroId();
            byte[] content = new byte[0];
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> objectType = in.readUInt32();
                    case 2 -> id = readObjectId(in);
                    case 3 -> content = in.readByteArray();
                    default -> in.skipField(tag);
                }
            }
            objects.add(id, objectType, content);
        }

        private static PackRef readPack(CodedInputStream in) throws IOException {
            long high = 0;
            long low = 0;
            String name = "";
            long bytes = 0;
            int objects = 0;
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> high = in.readFixed64();
                    case 2 -> low = in.readFixed64();
                    case 3 -> name = in.readStringRequireUtf8();
                    case 4 -> bytes = in.readUInt64();
                    case 5 -> objects = in.readUInt32();
                    default -> in.skipField(tag);
                }
            }
            return new PackRef(new RepoId(high, low), name, bytes, objects);
        }

        private static RepoPayload.ExpireBranches.Seen readSeen(CodedInputStream in) throws IOException {
            String name = "";
            long number = 0;
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> name = in.readStringRequireUtf8();
                    case 2 -> number = in.readUInt64();
                    default -> in.skipField(tag);
                }
            }
            return new RepoPayload.ExpireBranches.Seen(new RefName(name), new EventNumber(number));
        }

        private static HiddenUpdate readHidden(CodedInputStream in) throws IOException {
            int kind = 0;
            String owner = "";
            String id = "";
            long expected = 0;
            boolean stays = false;
            ObjectId commit = ObjectId.zeroId();
            long ttl = 0;
            Map<String, String> facts = new HashMap<>();
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> kind = in.readUInt32();
                    case 2 -> owner = in.readStringRequireUtf8();
                    case 3 -> id = in.readStringRequireUtf8();
                    case 4 -> expected = in.readUInt64();
                    case 5 -> stays = in.readBool();
                    case 6 -> commit = readObjectId(in);
                    case 7 -> ttl = in.readUInt64();
                    case 8 -> readFact(in.readBytes().newCodedInput(), facts);
                    default -> in.skipField(tag);
                }
            }
            return new HiddenUpdate(new HiddenName(HiddenName.Kind.of(kind), owner, id), expected,
                    stays ? new HiddenUpdate.Value(commit, facts, new Ttl(ttl)) : null);
        }

        private static void readFact(CodedInputStream in, Map<String, String> facts) throws IOException {
            String name = "";
            String text = "";
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> name = in.readStringRequireUtf8();
                    case 2 -> text = in.readStringRequireUtf8();
                    default -> in.skipField(tag);
                }
            }
            facts.put(name, text);
        }

        private RefUpdate readUpdate(CodedInputStream in) throws IOException {
            String name = "";
            ObjectId oldId = ObjectId.zeroId();
            ObjectId newId = ObjectId.zeroId();
            ObjectId peeled = null;
            boolean rewinds = false;
            Ttl kept = null;
            int tag;
            while ((tag = in.readTag()) != 0) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> name = in.readStringRequireUtf8();
                    case 2 -> oldId = readObjectId(in);
                    case 3 -> newId = readObjectId(in);
                    case 4 -> peeled = readObjectId(in);
                    case 5 -> rewinds = in.readBool();
                    case 6 -> kept = new Ttl(in.readUInt64());
                    default -> in.skipField(tag);
                }
            }
            if (kept != null)
                ttls.put(new RefName(name), kept);
            return new RefUpdate(new RefName(name), oldId, newId, peeled, rewinds);
        }
    }
}
