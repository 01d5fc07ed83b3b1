package io.memgit.core.repo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Objects that came in without a ref that names them: each is kept, and visible to who brought it,
 * until its time is over.
 */
final class Uploads {

    private record Upload(String actor, long untilMillis) {}

    private final Map<ObjectId, Upload> uploads = new ConcurrentHashMap<>();

    /** Called by the apply of the repository alone. */
    void add(ObjectId id, String actor, long untilMillis) {
        uploads.put(id, new Upload(actor, untilMillis));
    }

    /** Forgets what is over; called by the apply of the repository alone. */
    void expire(long nowMillis) {
        if (!uploads.isEmpty())
            uploads.values().removeIf(upload -> upload.untilMillis < nowMillis);
    }

    boolean isEmpty() {
        return uploads.isEmpty();
    }

    int count() {
        return uploads.size();
    }

    boolean belongsTo(AnyObjectId id, String actor) {
        Upload upload = uploads.get(id.toObjectId());
        return upload != null && upload.actor.equals(actor);
    }

    void forEach(Consumer<ObjectId> action) {
        uploads.keySet().forEach(action);
    }
}
