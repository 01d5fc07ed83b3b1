package io.memgit.core.browse;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** How far two histories have gone from each other. */
public sealed interface Divergence permits Divergence.Found, Exceeded {

    /**
     * What is common, and what each has for itself.
     *
     * @param mergeBases
     *            the best common ancestors, newest first; none for unrelated histories
     * @param onlyOne
     *            what the first one reaches and the second does not, in the order of {@code git log}
     * @param onlyOther
     *            what the second one reaches and the first does not, in the order of {@code git log}
     */
    record Found(List<ObjectId> mergeBases, List<ObjectId> onlyOne, List<ObjectId> onlyOther) implements Divergence {

        /** Copies the lists. */
        public Found {
            mergeBases = List.copyOf(mergeBases);
            onlyOne = List.copyOf(onlyOne);
            onlyOther = List.copyOf(onlyOther);
        }
    }
}
