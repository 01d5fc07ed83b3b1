package io.memgit.core.repo;

import io.memgit.core.event.EventLog;
import io.memgit.core.object.StoreImage;
import java.lang.ref.WeakReference;

/**
 * A repository at one moment: references only, however large it is.
 *
 * @param identity
 *            what never changes of it
 * @param root
 *            refs and the rest
 * @param cleanRewinds
 *            the count of rewinds at which all that is stored was reachable
 * @param objects
 *            where they are
 * @param events
 *            those up to the root's; it goes on growing
 * @param uploads
 *            what no ref names
 */
record RepositoryImage(RepositoryIdentity identity, Root root, long cleanRewinds, StoreImage objects,
        EventLog events, Uploads.Image uploads) {

    /** Remembers an image without keeping what it holds. */
    record Token(WeakReference<Root> root, long cleanRewinds, StoreImage.Token objects) {

        /** Whether {@code image} is the same, so that it need not be written again. */
        boolean isOf(RepositoryImage image) {
            return root.refersTo(image.root) && cleanRewinds == image.cleanRewinds
                    && objects.isOf(image.objects);
        }
    }

    Token token() {
        return new Token(new WeakReference<>(root), cleanRewinds, objects.token());
    }
}
