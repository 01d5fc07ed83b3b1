package io.memgit.core.tag;

import io.memgit.core.browse.Ident;
import io.memgit.core.ref.RefEntry;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A tag as it reads.
 *
 * @param ref
 *            its ref, which points to the tag object where it is annotated
 * @param commit
 *            the commit it leads to; empty where it leads to a tree or blob
 * @param message
 *            the message of an annotated tag, without a signature
 * @param tagger
 *            who made an annotated tag, where it says so
 */
public record TagDetails(RefEntry ref, Optional<ObjectId> commit, Optional<String> message, Optional<Ident> tagger) {

    /** Whether the tag has an object of its own. */
    public boolean annotated() {
        return message.isPresent();
    }
}
