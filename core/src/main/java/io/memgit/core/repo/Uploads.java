package io.memgit.core.repo;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Objects that came in without a ref that names them: each is kept, and visible to everybody who
 * brought it, until its time is over.
 */
final class Uploads {

    private record Upload(ObjectId id, String actor) {}

    private record Deadline(long millis, Upload upload) {}

    private final Map<Upload, Long> untilMillis = new ConcurrentHashMap<>();
    // The apply's own. An upload that comes again has several; the last one counts.
    private final Queue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparingLong(Deadline::millis));

    /** Called by the apply of the repository alone. */
    void add(ObjectId id, String actor, long until) {
        Upload upload = new Upload(id, actor);
        untilMillis.put(upload, until);
        deadlines.add(new Deadline(until, upload));
    }

    /**
     * Forgets what is over, and looks at nothing else, since every write asks for it; called by the
     * apply of the repository alone.
     */
    void expire(long nowMillis) {
        for (Deadline next = deadlines.peek(); next != null && next.millis < nowMillis; next = deadlines.peek()) {
            deadlines.remove();
            untilMillis.remove(next.upload, next.millis);
        }
    }

    boolean isEmpty() {
        return untilMillis.isEmpty();
    }

    int count() {
        return untilMillis.size();
    }

    boolean belongsTo(AnyObjectId id, String actor) {
        return !untilMillis.isEmpty() && untilMillis.containsKey(new Upload(id.toObjectId(), actor));
    }

    void forEach(Consumer<ObjectId> action) {
        untilMillis.keySet().forEach(upload -> action.accept(upload.id));
    }
}
