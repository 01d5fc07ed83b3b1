package io.memgit.server.commits;

import io.memgit.core.browse.CommitDetails;
import io.memgit.core.browse.Ident;
import io.memgit.server.people.SignedBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit as it reads.
 *
 * @param message
 *            the whole message as stored
 * @param author
 *            the name of the author
 * @param email
 *            the address of the author
 * @param timestamp
 *            when it was written, in UTC
 * @param authorOffset
 *            what the author's clock was ahead of UTC, as {@code +02:00}
 * @param parent
 *            its first parent; absent for a root commit
 * @param signature
 *            the armoured signature; absent when it is not signed
 */
public record CommitView(ObjectId hash, ObjectId tree, List<ObjectId> parents, String message, String author,
        String email, Instant timestamp, String authorOffset, SignedBody committer, Optional<ObjectId> parent,
        Optional<String> signature) {

    public static CommitView of(CommitDetails commit) {
        Ident author = commit.author();
        return new CommitView(commit.id(), commit.tree(), commit.parents(), commit.message(), author.name(),
                author.email(), author.time(), author.offset(), SignedBody.of(commit.committer()),
                commit.parents().stream().findFirst(), commit.signature());
    }
}
