package io.memgit.core.object;

import io.memgit.core.limits.PushLimits;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects of a received pack one by one, from several threads: finds out what each is,
 * has
 * it checked, and compares it with what the store has under its id.
 */
final class ReceivedObjects {

    private final PackEntries entries;
    private final ObjectStore store;
    private final ObjectChecker checker;
    private final PushLimits limits;
    private final AtomicLong resolvedBytes = new AtomicLong();
    private volatile @Nullable Quarantine collected;

    ReceivedObjects(PackEntries entries, ObjectStore store, ObjectChecker checker, PushLimits limits) {
        this.entries = entries;
        this.store = store;
        this.checker = checker;
        this.limits = limits;
    }

    /** From now on, also puts whatever is taken into {@code batch}. */
    void collectInto(Quarantine batch) {
        collected = batch;
    }

    /** Takes the object that an entry is. */
    ObjectId take(int entry, int type, byte[] content) throws IOException {
        ObjectId id = ObjectHasher.idOfForeign(type, content);
        // There is nothing to check in a blob. The checker serves one thread at a time.
        if (type != Constants.OBJ_BLOB) {
            synchronized (checker) {
                checker.check(id, type, content);
            }
        }
        if (store.has(id)) {
            ObjectView stored = store.find(id);
            if (stored != null && !stored.hasContent(type, content))
                throw new PackRefusedException("another object already has the id " + id.name());
        }
        entries.identify(entry, type, id);
        Quarantine to = collected;
        if (to != null) {
            synchronized (to) {
                to.add(id, type, content);
            }
        }
        return id;
    }

    /**
     * Counts bytes that will have to be made.
     *
     * @throws PackRefusedException
     *             when they are too many
     */
    void countResolved(long bytes) throws PackRefusedException {
        if (resolvedBytes.addAndGet(bytes) > limits.resolvedSize().bytes())
            throw new PackRefusedException(
                    "the objects of the pack have more than " + limits.resolvedSize().bytes() + " bytes");
    }

    /**
     * Compares the bytes that have to be made with those that came.
     *
     * @throws PackRefusedException
     *             when the pack blows up beyond all measure
     */
    void checkRatio(long packBytes) throws PackRefusedException {
        long most = limits.resolvedAllowance().bytes() + packBytes * limits.resolvedRatio();
        if (resolvedBytes.get() > most)
            throw new PackRefusedException("the pack has %d bytes and its objects %d, which is too much"
                    .formatted(packBytes, resolvedBytes.get()));
    }

    long resolvedBytes() {
        return resolvedBytes.get();
    }

    /** Refuses an object of more bytes than one may have. */
    void checkLength(long length) throws PackRefusedException {
        if (length > limits.objectSize().bytes())
            throw new PackRefusedException("an object has %d bytes, more than the %d that one may have"
                    .formatted(length, limits.objectSize().bytes()));
    }

    /** Refuses a chain of so many deltas. */
    void checkDepth(int depth) throws PackRefusedException {
        if (depth > limits.deltaDepth())
            throw new PackRefusedException("the pack chains more than " + limits.deltaDepth() + " deltas");
    }
}
