package io.memgit.core.commit;

import io.memgit.core.object.Quarantine;
import java.util.IdentityHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The ids of a request's new blobs, so that a commit that is made again on another head does not
 * hash
 * its contents again.
 */
final class BlobIds {

    private final IdentityHashMap<Content.Bytes, ObjectId> known = new IdentityHashMap<>(4);

    ObjectId insert(Content.Bytes content, Quarantine objects) {
        ObjectId id = known.get(content);
        if (id == null) {
            id = objects.insert(Constants.OBJ_BLOB, content.value());
            known.put(content, id);
        } else {
            objects.add(id, Constants.OBJ_BLOB, content.value());
        }
        return id;
    }
}
