package io.memgit.core.object;

import io.memgit.core.limits.PushLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * Takes the pack of a push into a {@link Quarantine}. Nothing a client sends is believed: lengths,
 * depths, checksums and contents are checked while they come in, against limits that end a hostile
 * pack before it costs much.
 *
 * <pre>
 *  stream ---&gt; GrowingBytes (stay the pack)
 *    | inflate            | offsets, checksums
 *    v                    v
 *  whole objects ---&gt; PackEntries &lt;--- deltas, hung below their bases
 *    | hash, check        |
 *    v                    v
 *  ReceivedObjects &lt;--- DeltaResolver, from each whole object down
 * </pre>
 *
 * <p>
 * Hashing and resolving are shared with the other processors. A pack of few objects is taken apart;
 * a
 * larger one stays as it came, with the bases added that a thin pack lacks.
 */
public final class PackReceiver {

    private static final int SIGNATURE = 0x5041434b;
    private static final int VERSION = 2;
    private static final int COUNT_AT = 8;
    private static final int HASHED_IN_PASSING_BYTES = 1 << 20;
    private static final int TASK_BYTES = 128 << 10;
    private static final int STEP_BYTES = 8 << 10;
    private static final int TASK_OBJECTS = 128;
    /** How much that was inflated is kept for later, so that it is not inflated again. */
    private static final long KEPT_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    /** Whole objects whose ids are yet to be found. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Whole(int entry, int type, byte[] content) {}

    private final MemoryObjectDatabase database;
    private final PushLimits limits;
    private final Sight sight;
    private final ProgressMonitor progress;
    private final PackDraft draft;
    private final PackStream stream;
    private final Crew crew;
    private final PackEntries entries = new PackEntries();
    private final ReceivedObjects objects;
    private final Map<ObjectId, Integer> waiting = new HashMap<>();
    private final List<Whole> unhashed = new ArrayList<>();
    private int unhashedBytes;
    private long keptBytes;
    private int count;

    private PackReceiver(MemoryObjectDatabase database, PackDraft draft, PackStream stream, PushLimits limits,
            ObjectChecker checker, Sight sight, ProgressMonitor progress) {
        this.database = database;
        this.sight = sight;
        this.draft = draft;
        this.stream = stream;
        this.limits = limits;
        this.progress = progress;
        this.crew = new Crew(progress::isCancelled);
        this.objects = new ReceivedObjects(entries, database.store(), checker, limits);
    }

    /**
     * Reads one pack to its end. Bases of deltas that are not in it are taken from the store.
     *
     * @param checker
     *            judges commits, trees and tags; called by one thread at a time, in no certain order
     * @param progress
     *            is told on the calling thread, and may cancel
     * @return the new objects
     * @throws PackRefusedException
     *             when the pack goes beyond a limit, collides with what is stored or was cancelled
     * @throws CorruptObjectException
     *             when the pack or an object in it is not well-formed
     * @throws MissingObjectException
     *             when the base of a delta is nowhere
     * @throws IOException
     *             when the stream fails
     */
    public static Quarantine receive(MemoryObjectDatabase database, InputStream in, PushLimits limits,
            ObjectChecker checker, ProgressMonitor progress) throws IOException {
        return receive(database, in, limits, checker, _ -> Set.of(), progress);
    }

    /** Tells what of the store is out of sight for whoever sends a pack. */
    @FunctionalInterface
    public interface Sight {
        /** Those of {@code ids} that count as if they were not stored. */
        Set<ObjectId> hidden(Collection<ObjectId> ids) throws IOException;
    }

    /** As the other one, with bases taken only of what is in sight: a delta may be all of its base. */
    public static Quarantine receive(MemoryObjectDatabase database, InputStream in, PushLimits limits,
            ObjectChecker checker, Sight sight, ProgressMonitor progress) throws IOException {
        try (PackDraft draft = PackDraft.in(database.store().folder());
                PackStream stream = new PackStream(in, draft.growing(), limits)) {
            PackReceiver receiver = new PackReceiver(database, draft, stream, limits, checker, sight,
                    progress);
            try {
                return receiver.receive();
            } finally {
                receiver.crew.abandon();
            }
        }
    }

    private Quarantine receive() throws IOException {
        readHeader();
        progress.beginTask("Receiving objects", count);
        for (int i = 0; i < count; i++) {
            crew.checkCancelled();
            readEntry();
            progress.update(1);
        }
        stream.end();
        objects.checkRatio(stream.position());
        hashInTask();
        crew.finish();
        progress.endTask();
        return take(new DeltaResolver(entries, stream.pack(), objects, crew, waiting));
    }

    private Quarantine take(DeltaResolver resolver) throws IOException {
        boolean apart = count <= limits.unpackedObjects()
                && objects.resolvedBytes() <= limits.unpackedSize().bytes();
        Quarantine batch = new Quarantine();
        if (apart) {
            for (int i = 0; i < count; i++) {
                if (!entries.isDelta(i))
                    batch.add(entries.id(i), entries.type(i), resolver.stored(i));
            }
            objects.collectInto(batch);
        }
        resolve(resolver, apart);
        if (!apart) {
            PackDraft.Finished kept = packAsItCame();
            batch.keep(kept.pack(), count, kept.pin());
        }
        return batch;
    }

    private void readHeader() throws IOException {
        if (stream.readInt() != SIGNATURE)
            throw new CorruptObjectException("this is no pack");
        int version = stream.readInt();
        if (version != VERSION)
            throw new CorruptObjectException("packs of version " + version + " are unknown");
        count = stream.readInt();
        if (count < 0 || count > limits.objects())
            throw new PackRefusedException("the pack has %d objects, more than the %d that one may have"
                    .formatted(count & 0xffffffffL, limits.objects()));
    }

    private void readEntry() throws IOException {
        long start = stream.position();
        int b = stream.read();
        int type = (b >> 4) & 7;
        long length = b & 15;
        for (int shift = 4; (b & 0x80) != 0; shift += 7) {
            if (shift > 32)
                throw new CorruptObjectException("an object of the pack announces a length beyond measure");
            b = stream.read();
            length |= (long) (b & 0x7f) << shift;
        }
        objects.checkLength(length);
        int entry = switch (type) {
            case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG ->
                readWhole(start, type, (int) length);
            case Constants.OBJ_OFS_DELTA -> readDeltaOfOffset(start, (int) length);
            case Constants.OBJ_REF_DELTA -> readDeltaOfId(start, (int) length);
            default -> throw new CorruptObjectException("the pack has an object of the unknown type " + type);
        };
        entries.setChecksum(entry, stream.checksumFrom(start));
    }

    private int readWhole(long start, int type, int length) throws IOException {
        objects.countResolved(length);
        int entry = add(start, type, length, 0);
        if (type == Constants.OBJ_BLOB && length > HASHED_IN_PASSING_BYTES) {
            entries.identify(entry, type, stream.inflateToHash(type, length));
            return entry;
        }
        byte[] content = stream.inflate(length);
        keep(entry, content);
        unhashed.add(new Whole(entry, type, content));
        unhashedBytes += length;
        if (unhashedBytes >= TASK_BYTES || unhashed.size() >= TASK_OBJECTS)
            hashInTask();
        return entry;
    }

    private int readDeltaOfOffset(long start, int length) throws IOException {
        int b = stream.read();
        long back = b & 0x7f;
        while ((b & 0x80) != 0) {
            b = stream.read();
            back = ((back + 1) << 7) | (b & 0x7f);
            if (back > start)
                break;
        }
        int base = back > start ? PackEntries.NONE : entries.at(start - back);
        if (base == PackEntries.NONE)
            throw new CorruptObjectException("a delta of the pack has no base");
        int depth = entries.depth(base) + 1;
        objects.checkDepth(depth);
        int entry = readDelta(start, Constants.OBJ_OFS_DELTA, length, depth);
        entries.hang(entry, base);
        return entry;
    }

    private int readDeltaOfId(long start, int length) throws IOException {
        ObjectId base = stream.readId();
        int entry = readDelta(start, Constants.OBJ_REF_DELTA, length, 1);
        Integer first = waiting.put(base, entry);
        if (first != null)
            entries.follow(entry, first);
        return entry;
    }

    private int readDelta(long start, int type, int length, int depth) throws IOException {
        int entry = add(start, type, length, depth);
        byte[] delta = stream.inflate(length);
        long result = Delta.resultLength(delta);
        objects.checkLength(result);
        objects.countResolved(result);
        keep(entry, delta);
        return entry;
    }

    private int add(long start, int type, int length, int depth) {
        return entries.add(start, (int) (stream.position() - start), type, length, depth);
    }

    private void keep(int entry, byte[] content) {
        if (keptBytes + content.length > KEPT_BYTES)
            return;
        keptBytes += content.length;
        entries.setContent(entry, content);
    }

    private void hashInTask() throws IOException {
        List<Whole> batch = List.copyOf(unhashed);
        unhashed.clear();
        unhashedBytes = 0;
        crew.submit(() -> {
            for (Whole whole : batch) {
                crew.checkGoingOn();
                objects.take(whole.entry, whole.type, whole.content);
            }
        });
    }

    private void resolve(DeltaResolver resolver, boolean apart) throws IOException {
        progress.beginTask("Resolving deltas", ProgressMonitor.UNKNOWN);
        boolean[] whole = new boolean[count];
        for (int i = 0; i < count; i++) {
            whole[i] = !entries.isDelta(i);
            // Before any delta is made: one that names its base by id may be the child of this.
            if (whole[i])
                resolver.adopt(i, entries.id(i));
        }
        resolveBelow(resolver, count, i -> whole[i], i -> i);
        if (!resolver.waiting().isEmpty()) {
            int before = entries.count();
            addStoredBases(resolver, apart);
            resolveBelow(resolver, entries.count() - before, _ -> true, i -> before + i);
        }
        for (ObjectId missing : resolver.waiting().keySet())
            throw new MissingObjectException(missing, "delta base");
        progress.endTask();
    }

    // Roots are taken in their order by whoever is free.
    private void resolveBelow(DeltaResolver resolver, int roots, IntPredicate isRoot, IntUnaryOperator entryOf)
            throws IOException {
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < Crew.size(); i++) {
            crew.submit(() -> {
                for (int root = next.getAndIncrement(); root < roots; root = next.getAndIncrement()) {
                    if (isRoot.test(root))
                        resolver.resolveBelow(entryOf.applyAsInt(root));
                }
            });
        }
        crew.finish();
    }

    /** A thin pack leaves out bases that the store has: a kept one is completed with them. */
    private void addStoredBases(DeltaResolver resolver, boolean apart) throws IOException {
        GrowingBytes pack = stream.pack();
        pack.truncate(pack.size() - Constants.OBJECT_ID_LENGTH);
        try (TieredReader reader = database.newReader()) {
            List<ObjectId> bases = List.copyOf(resolver.waiting().keySet());
            Set<ObjectId> hidden = sight.hidden(bases);
            for (ObjectId base : bases) {
                crew.checkCancelled();
                if (!reader.has(base) || hidden.contains(base))
                    continue;
                ObjectLoader loader = reader.open(base);
                byte[] content = loader.getCachedBytes(Integer.MAX_VALUE);
                objects.countResolved(content.length);
                resolver.adopt(addStored(pack, base, loader.getType(), content, apart), base);
            }
        }
        objects.checkRatio(pack.size());
    }

    private int addStored(GrowingBytes pack, ObjectId id, int type, byte[] content, boolean apart)
            throws IOException {
        long start = pack.size();
        writeEntryHeader(pack, type, content.length);
        int entry = entries.add(start, (int) (pack.size() - start), type, content.length, 0);
        entries.identify(entry, type, id);
        keep(entry, content);
        // A pack that is taken apart is needed no longer than what is kept of it.
        if (apart && entries.content(entry) != null)
            return entry;
        deflate(pack, content);
        CRC32 checksum = new CRC32();
        pack.forEach(start, pack.size(), checksum::update);
        entries.setChecksum(entry, (int) checksum.getValue());
        return entry;
    }

    private static void writeEntryHeader(GrowingBytes pack, int type, int length) throws IOException {
        int b = type << 4 | (length & 15);
        for (int rest = length >>> 4; rest != 0; rest >>>= 7) {
            pack.write(b | 0x80);
            b = rest & 0x7f;
        }
        pack.write(b);
    }

    private static void deflate(GrowingBytes pack, byte[] content) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] step = new byte[STEP_BYTES];
            while (!deflater.finished())
                pack.write(step, 0, deflater.deflate(step));
        } finally {
            deflater.end();
        }
    }

    private PackDraft.Finished packAsItCame() throws IOException {
        GrowingBytes pack = stream.pack();
        byte[] checksum = new byte[Constants.OBJECT_ID_LENGTH];
        if (entries.count() == count) {
            pack.read(pack.size() - checksum.length, checksum, 0, checksum.length);
        } else {
            pack.overwrite(COUNT_AT, ByteBuffer.allocate(Integer.BYTES).putInt(entries.count()).array());
            MessageDigest digest = Constants.newMessageDigest();
            pack.forEach(0, pack.size(), digest::update);
            checksum = digest.digest();
            pack.write(checksum, 0, checksum.length);
        }
        try (OutputStream index = draft.create(PackExt.INDEX)) {
            PackIndexBytes.write(entries, checksum, index);
        }
        return draft.finish(PackSource.RECEIVE, entries.count());
    }
}
