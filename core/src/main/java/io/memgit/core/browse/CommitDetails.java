package io.memgit.core.browse;

import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit as it reads.
 *
 * @param id
 *            its id
 * @param tree
 *            the id of its tree
 * @param parents
 *            the ids of its parents, the first one first
 * @param author
 *            who wrote the change
 * @param committer
 *            who made the commit
 * @param message
 *            the whole message as stored, decoded from the encoding that the commit names
 * @param signature
 *            the armoured signature, if the commit has one
 */
public record CommitDetails(ObjectId id, ObjectId tree, List<ObjectId> parents, Ident author, Ident committer,
        String message, Optional<String> signature) {

    public CommitDetails {
        parents = List.copyOf(parents);
    }
}
