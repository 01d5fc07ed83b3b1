package io.memgit.core.search;

import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * What is known of the contents of blobs without reading them. It may know nothing of a blob, and
 * it
 * may take a blob for one that holds a text though it does not; never the other way round. Safe for
 * use by many threads.
 */
public interface ContentIndex {

    /** Knows nothing, and takes no memory. */
    ContentIndex NONE = new ContentIndex() {

        @Override
        public Question question(List<String> anyOf) {
            return _ -> Answer.UNKNOWN;
        }

        @Override
        public void learn(Repository repository, List<ObjectId> blobs) {
            // It stays as it is.
        }
    };

    /** What is known of one blob. */
    enum Answer {
        /** Nothing: it has to be read. */
        UNKNOWN,
        /** It may hold one of the texts. */
        MAYBE,
        /** It holds none of them. */
        NO
    }

    /** A question that is asked of many blobs. */
    @FunctionalInterface
    interface Question {

        Answer about(AnyObjectId blob);
    }

    /**
     * Whether blobs hold one of some texts, small and capital letters of ASCII taken for the same.
     *
     * @param anyOf
     *            not empty
     */
    Question question(List<String> anyOf);

    /** Takes note of blobs that had to be read, so that they need not be next time. Returns at once. */
    void learn(Repository repository, List<ObjectId> blobs);
}
