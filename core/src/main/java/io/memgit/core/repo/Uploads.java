package io.memgit.core.repo;

import java.util.Map;
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

    private final Map<Upload, Long> untilMillis = new ConcurrentHashMap<>();

    /** Called by the apply of the repository alone. */
    void add(ObjectId id, String actor, long until) {
        untilMillis.put(new Upload(id, actor), until);
    }

    /** Forgets what is over; called by the apply of the repository alone. */
    void expire(long nowMillis) {
        if (!untilMillis.isEmpty())
            untilMillis.values().removeIf(until -> until < nowMillis);
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
