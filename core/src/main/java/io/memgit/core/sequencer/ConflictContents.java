package io.memgit.core.sequencer;

import io.memgit.core.commit.ObjectSource;
import io.memgit.core.object.ObjectView;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What files in conflict hold. Some of it was only made by the merge that met the conflict, and is
 * in no repository.
 */
public final class ConflictContents {

    private final ObjectSource source;

    /** Contents that {@code source} has. */
    public ConflictContents(ObjectSource source) {
        this.source = source;
    }

    /** How many bytes a blob has; empty when there is no such blob, as for a submodule. */
    public Optional<Long> size(ObjectId blob) {
        return find(blob).map(v -> (long) v.length());
    }

    /** The bytes of a blob; empty when there is no such blob, as for a submodule. */
    public Optional<byte[]> read(ObjectId blob) {
        return find(blob).map(ObjectView::toByteArray);
    }

    private Optional<ObjectView> find(ObjectId blob) {
        return Optional.ofNullable(source.find(blob)).filter(v -> v.type() == Constants.OBJ_BLOB);
    }
}
