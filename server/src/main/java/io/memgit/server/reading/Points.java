package io.memgit.server.reading;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Resolution;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.browse.Resolution.Via;
import io.memgit.core.object.ObjectView;
import io.memgit.core.ref.RefName;
import io.memgit.core.reflog.PastRefs;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.revisions.PastLookup;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.web.Call;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Finds the state of a repository that a request wants to read. */
public final class Points {

    private final Browse browse;
    private final RevisionLookup revisions;
    private final PastLookup past;
    private final UncommittedLookup uncommitted;

    public Points(Browse browse, RevisionLookup revisions, PastLookup past, UncommittedLookup uncommitted) {
        this.browse = browse;
        this.revisions = revisions;
        this.past = past;
        this.uncommitted = uncommitted;
    }

    /**
     * What the query names; the default branch as it is now when it names nothing.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code REF_NOT_FOUND}, {@code COMMIT_NOT_FOUND} or
     *             {@code WORKSPACE_NOT_FOUND}, 400 {@code INVALID_REF}, 410
     *             {@code HISTORY_EXPIRED}
     * @throws IOException
     *             when the repository cannot be read
     */
    public Point of(Call call, MemoryRepository repository) throws IOException {
        return of(repository, ReadFrom.of(call));
    }

    /** The same for what is named elsewhere. */
    public Point of(MemoryRepository repository, ReadFrom from) throws IOException {
        if (from.uncommitted().isPresent())
            return uncommitted.find(repository, from.uncommitted().get());
        if (from.at().isPresent())
            return then(repository, from.ref(), past.refs(repository, from.at().get()));
        return from.ref().isEmpty() ? ofDefaultBranch(repository) : named(repository, from.ref().get());
    }

    private Point then(MemoryRepository repository, Optional<String> ref, PastRefs refs) throws IOException {
        String name = ref.orElseGet(() -> refs.head().shortName());
        // The full name: a tag that is called as the default branch is something else.
        String revision = ref.orElseGet(() -> refs.head().value());
        return point(name, past.resolve(repository, refs, revision));
    }

    private Point named(MemoryRepository repository, String revision) throws IOException {
        return point(revision, revisions.resolve(repository, revision));
    }

    private Point ofDefaultBranch(MemoryRepository repository) throws IOException {
        RefName head = repository.root().head();
        return switch (browse.resolve(repository, head)) {
            case Resolved resolved -> point(head.shortName(), resolved);
            case Resolution.NotFound _ -> Point.unborn(head.shortName());
            case Resolution other -> throw RevisionLookup.problem(head.shortName(), other).asException();
        };
    }

    private static Point point(String ref, Resolved resolved) {
        return new Point(ref, resolved.commit().orElse(null), resolved.tree(), resolved.via() == Via.HASH);
    }

    /**
     * The state that a cursor pinned. It is readable as long as it is stored, wherever the refs have
     * gone: the cursor proves that the caller has seen it.
     *
     * @param named
     *            how the state was named on the first page
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code COMMIT_NOT_FOUND} once it is gone
     */
    Point pinned(MemoryRepository repository, Optional<String> named, ObjectId id) throws IOException {
        String ref = named.orElseGet(() -> repository.root().head().shortName());
        if (id.equals(Constants.EMPTY_TREE_ID))
            return new Point(ref, null, id, false);
        ObjectView stored = repository.objects().find(id);
        if (stored == null)
            throw Problem.of(Code.COMMIT_NOT_FOUND, "what the cursor continues to read is not kept any more")
                    .with("commit", id.name())
                    .asException();
        return stored.type() == Constants.OBJ_COMMIT
                ? new Point(ref, id, browse.commit(repository, id).tree(), false)
                : new Point(ref, null, id, false);
    }
}
