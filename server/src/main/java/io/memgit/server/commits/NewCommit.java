package io.memgit.server.commits;

import io.memgit.core.browse.CommitDetails;
import io.memgit.core.browse.Ident;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.Identity;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.server.people.SignedBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit that was just made.
 *
 * @param timestamp
 *            when it was written, in UTC
 * @param authorOffset
 *            what the author's clock was ahead of UTC, as {@code +02:00}
 * @param parent
 *            its parent; absent for the first commit
 * @param branch
 *            where it went
 * @param oldHead
 *            where the branch pointed before, zeros when it was not there
 * @param filesChanged
 *            how many files differ from the parent
 */
public record NewCommit(ObjectId hash, ObjectId tree, List<ObjectId> parents, String message, String author,
        String email,
        Instant timestamp, String authorOffset, SignedBody committer, Optional<ObjectId> parent, String branch,
        ObjectId oldHead, int filesChanged) {

    /** The commit that was made. */
    public static NewCommit of(String message, Identity writer, Identity committer, RefName branch, Committed made) {
        Optional<ObjectId> parent = Optional.ofNullable(made.parent());
        SignedBody author = signed(writer);
        return new NewCommit(made.commit(), made.tree(), parent.stream().toList(), message, author.name(),
                author.email(), author.time(), author.offset(), signed(committer), parent,
                branch.shortName(), made.oldHead(), made.filesChanged());
    }

    /** One that was made before. */
    static NewCommit of(CommitDetails commit, RefUpdate move, int filesChanged) {
        SignedBody author = SignedBody.of(commit.author());
        return new NewCommit(commit.id(), commit.tree(), commit.parents(), commit.message(), author.name(),
                author.email(), author.time(), author.offset(), SignedBody.of(commit.committer()),
                commit.parents().stream().findFirst(), move.name().shortName(), move.oldId(), filesChanged);
    }

    private static SignedBody signed(Identity person) {
        return SignedBody.of(new Ident(person.name(), person.email(),
                Instant.ofEpochSecond(person.epochSeconds()), person.offsetMinutes()));
    }
}
