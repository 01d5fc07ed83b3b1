package io.memgit.core.browse;

import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;

/** Where the names in revisions are looked up: the refs of now, or of another time. */
@FunctionalInterface
public interface RefLookup {

    /**
     * A ref.
     *
     * @param name
     *            its own name, where HEAD was asked for
     * @param id
     *            what it points to, tags not taken off
     */
    record Found(RefName name, ObjectId id) {}

    /**
     * The ref of exactly this name, or empty when there is none.
     *
     * @throws IOException
     *             when the refs cannot be read
     */
    Optional<Found> find(RefName name) throws IOException;

    /** The refs as they are at each look. */
    static RefLookup of(RefDatabase refs) {
        return name -> {
            Ref ref = refs.exactRef(name.value());
            if (ref == null || ref.getObjectId() == null)
                return Optional.empty();
            RefName leaf = ref.isSymbolic() ? RefName.parse(ref.getLeaf().getName()).orElse(name) : name;
            return Optional.of(new Found(leaf, ref.getObjectId()));
        };
    }
}
