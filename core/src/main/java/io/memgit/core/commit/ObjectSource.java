package io.memgit.core.commit;

import io.memgit.core.object.ObjectView;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Where the objects that a commit builds on come from. */
@FunctionalInterface
public interface ObjectSource {

    /** The object with this id, or null when there is none. */
    @Nullable
    ObjectView find(AnyObjectId id);

    /**
     * An object that another one refers to.
     *
     * @throws IllegalStateException
     *             when it is missing or of another type: the repository is damaged
     */
    default ObjectView get(AnyObjectId id, int type) {
        ObjectView view = find(id);
        if (view == null || view.type() != type)
            throw new IllegalStateException("the repository lacks " + Constants.typeString(type) + " " + id.name());
        return view;
    }
}
