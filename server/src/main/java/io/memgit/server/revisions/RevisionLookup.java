package io.memgit.server.revisions;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.Resolution;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Finds what a revision in a request stands for. */
public final class RevisionLookup {

    private static final int SHORTEST_HASH = 7;
    private static final int LONGEST_HASH = 40;

    private final Browse browse;

    public RevisionLookup(Browse browse) {
        this.browse = browse;
    }

    /**
     * What {@code revision} stands for in the refs that can be seen.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code REF_NOT_FOUND} or {@code COMMIT_NOT_FOUND}, 400 {@code INVALID_REF}
     * @throws IOException
     *             when the repository cannot be read
     */
    public Resolved resolve(MemoryRepository repository, String revision) throws IOException {
        Resolution found = browse.resolve(repository, revision, id -> repository.allVisible(List.of(id)));
        if (found instanceof Resolved resolved)
            return resolved;
        throw problem(revision, found).asException();
    }

    /**
     * The commit that {@code revision} stands for.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             as {@link #resolve}, and 400 {@code INVALID_REF} when it is a tree
     * @throws IOException
     *             when the repository cannot be read
     */
    public ObjectId commit(MemoryRepository repository, String revision) throws IOException {
        Resolved resolved = resolve(repository, revision);
        return resolved.commit().orElseThrow(() -> problem(revision, resolved).asException());
    }

    /** Why {@code revision} gives no commit. */
    public static Problem problem(String revision, Resolution why) {
        Problem problem = switch (why) {
            case Resolution.NotFound _ -> isHash(revision)
                    ? Problem.of(Code.COMMIT_NOT_FOUND, "there is no commit " + revision)
                    : Problem.of(Code.REF_NOT_FOUND, "there is no branch, tag or commit " + revision);
            case Resolution.Invalid(String reason) ->
                Problem.of(Code.INVALID_REF, "the revision is not one: " + reason);
            case Resolution.Ambiguous(List<ObjectId> candidates) ->
                Problem.of(Code.INVALID_REF, "several commits begin with " + revision)
                        .with("candidates", candidates.stream().map(ObjectId::name).toList());
            case Exceeded exceeded ->
                Problem.of(Code.LIMIT_EXCEEDED, "the revision takes too long to find")
                        .with("limit", "browse." + exceeded.bound().text());
            case Resolved _ -> Problem.of(Code.INVALID_REF, "the revision names a tree; a commit is needed");
        };
        return problem.with("ref", revision);
    }

    private static boolean isHash(String revision) {
        return revision.length() >= SHORTEST_HASH && revision.length() <= LONGEST_HASH
                && revision.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
