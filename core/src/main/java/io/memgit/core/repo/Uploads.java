package io.memgit.core.repo;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.UploadLimits;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Objects that came in without a ref that names them: each is kept, and visible to everybody who
 * brought it, until its time is over. That is measured by a clock that only goes forward, so that
 * setting the clock of the wall takes nobody's upload away.
 *
 * <p>
 * An upload whose time is over stays in the store until a fold drops it. Until the next fold it is
 * {@link #isLoose loose}: what is stored, not loose and not put aside came in with a ref that
 * reaches
 * it.
 */
final class Uploads {

    private record Upload(ObjectId id, String actor) {}

    private record Kept(Upload upload, long bytes, long untilNanos, long order) {}

    /** By what is left at one moment, so that a clock may begin anywhere. */
    private static final Comparator<Kept> SOONEST_FIRST = Comparator
            .comparing(Kept::untilNanos, (a, b) -> Long.signum(a - b))
            .thenComparingLong(Kept::order);

    private final UploadLimits limits;
    private final LongSupplier nanos;
    private final LongSupplier leasedSince;
    private final Map<Upload, Kept> kept = new ConcurrentHashMap<>();
    /** With the number of the write that brought it last. */
    private final Map<ObjectId, Long> loose = new ConcurrentHashMap<>();
    private final TreeSet<Kept> soonest = new TreeSet<>(SOONEST_FIRST);
    private long bytes;
    private int reservedObjects;
    private long reservedBytes;
    private long order;

    /**
     * @param nanos
     *            a clock that only goes forward, such as {@link System#nanoTime()}
     * @param leasedSince
     *            by the same clock, since when the oldest lease is held: whose time was not over then
     *            may
     *            be named by a write that is under way, and stays until that is done
     */
    Uploads(UploadLimits limits, LongSupplier nanos, LongSupplier leasedSince) {
        this.limits = limits;
        this.nanos = nanos;
        this.leasedSince = leasedSince;
    }

    /**
     * Sets room aside for an upload that is on its way, until {@link #release}.
     *
     * @return why there is none, or empty
     */
    synchronized Optional<Outcome.Refused> reserve(int objects, long size) {
        expire();
        if (soonest.size() + reservedObjects + objects > limits.objects())
            return full("upload.objects", limits.objects() + " uploads");
        if (bytes + reservedBytes + size > limits.size().bytes())
            return full("upload.size", limits.size() + " of uploads");
        reservedObjects += objects;
        reservedBytes += size;
        return Optional.empty();
    }

    /** The upload has come in, or will not. */
    synchronized void release(int objects, long size) {
        reservedObjects -= objects;
        reservedBytes -= size;
    }

    /**
     * Keeps an object. Called by the apply of the repository alone.
     *
     * @param size
     *            in bytes
     * @param keptNanos
     *            how long, from now
     * @param number
     *            of the write that brings it
     * @param stored
     *            whether the store holds it already, so that a ref may reach it
     */
    synchronized void add(ObjectId id, String actor, long size, long keptNanos, long number, boolean stored) {
        Upload upload = new Upload(id, actor);
        if (!stored || loose.containsKey(id))
            loose.put(id, number);
        Kept fresh = new Kept(upload, size, nanos.getAsLong() + keptNanos, order++);
        Kept before = kept.put(upload, fresh);
        if (before != null)
            forget(before);
        soonest.add(fresh);
        bytes += size;
    }

    /**
     * Marks an object that only a hidden ref names.
     *
     * @param number
     *            of the write that brings it
     */
    synchronized void hide(ObjectId id, long number) {
        loose.put(id, number);
    }

    /** Forgets what is over, and looks at nothing else, since every write asks for it. */
    synchronized void expire() {
        if (soonest.isEmpty() || !isOver(soonest.first()))
            return;
        long since = leasedSince.getAsLong();
        while (!soonest.isEmpty() && soonest.first().untilNanos - since < 0) {
            Kept over = soonest.first();
            forget(over);
            kept.remove(over.upload, over);
        }
    }

    /**
     * What is kept at one moment.
     *
     * @param uploads
     *            in the order in which they came
     * @param loose
     *            with the numbers of the writes that brought them last
     */
    record Image(List<Saved> uploads, Map<ObjectId, Long> loose) {

        static final Image NOTHING = new Image(List.of(), Map.of());
    }

    /**
     * An upload.
     *
     * @param leftNanos
     *            how long it is still kept
     */
    record Saved(ObjectId id, String actor, long bytes, long leftNanos) {}

    /** What is kept now. */
    synchronized Image image() {
        if (soonest.isEmpty() && loose.isEmpty())
            return Image.NOTHING;
        long now = nanos.getAsLong();
        List<Saved> uploads = kept.values()
                .stream()
                .sorted(Comparator.comparingLong(Kept::order))
                .map(k -> new Saved(k.upload.id, k.upload.actor, k.bytes, k.untilNanos - now))
                .toList();
        return new Image(uploads, Map.copyOf(loose));
    }

    /** Takes what {@link #image} gave, before anything else is added. */
    synchronized void restore(Image image) {
        for (Saved upload : image.uploads)
            add(upload.id, upload.actor, upload.bytes, upload.leftNanos, 0, true);
        loose.putAll(image.loose);
    }

    /** How many are kept. */
    synchronized int count() {
        return soonest.size();
    }

    boolean belongsTo(AnyObjectId id, String actor) {
        if (kept.isEmpty())
            return false;
        Kept upload = kept.get(new Upload(id.toObjectId(), actor));
        return upload != null && !isOver(upload);
    }

    void forEach(Consumer<ObjectId> action) {
        kept.keySet().forEach(upload -> action.accept(upload.id));
    }

    /** Whether it came in as an upload since the last fold, so that perhaps no ref reaches it. */
    boolean isLoose(AnyObjectId id) {
        return !loose.isEmpty() && loose.containsKey(id.toObjectId());
    }

    /** Whether there is anything in the store that came in as an upload. */
    boolean hasLoose() {
        return !loose.isEmpty();
    }

    /**
     * A fold has brought all that came up to the write {@code number} where refs reach, put it aside,
     * or
     * dropped it: nothing of it has to be told apart here any more.
     */
    void settledUpTo(long number) {
        loose.values().removeIf(brought -> brought <= number);
    }

    private void forget(Kept over) {
        soonest.remove(over);
        bytes -= over.bytes;
    }

    private boolean isOver(Kept upload) {
        return upload.untilNanos - nanos.getAsLong() < 0;
    }

    private static Optional<Outcome.Refused> full(String limit, String what) {
        return Optional.of(new Outcome.Refused("LIMIT_EXCEEDED",
                "a repository keeps at most " + what + " that no commit needs yet; make the commits, or wait", limit));
    }
}
