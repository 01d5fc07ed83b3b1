package io.memgit.server.repos;

import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.commit.Identity;
import io.memgit.core.commit.RootCommit;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.NewRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.revisions.RevisionLookup;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Works out what a repository that starts from another one begins with. */
public final class RepoStart {

    private final RevisionLookup revisions;
    private final Clock clock;

    public RepoStart(RevisionLookup revisions, Clock clock) {
        this.revisions = revisions;
        this.clock = clock;
    }

    /**
     * What was asked for.
     *
     * @param description
     *            null: that of the source
     * @param memoryOnly
     *            whether it ends with the process
     * @param branch
     *            the default branch; null: that of the source, or the one that is taken over
     * @param ref
     *            what is taken over; null: everything, or the default branch's tree
     * @param ttl
     *            how long it is kept after a write
     */
    record Wish(RepoName name, @Nullable String description, boolean memoryOnly, @Nullable RefName branch,
            @Nullable String ref, Ttl ttl) {

        /** The same for the repository that is made. */
        NewRepository described(String settled) {
            return new NewRepository(name, settled, memoryOnly, ttl);
        }
    }

    /**
     * A fork.
     *
     * @param onlyRef
     *            the one ref it takes over; null for all
     * @param head
     *            its default branch
     */
    record ForkPlan(String description, @Nullable RefName onlyRef, RefName head) {}

    /** A snapshot; to be closed when it is there. */
    record SnapshotPlan(String description, RefName branch, RootCommit commit, Lease lease) implements AutoCloseable {
        @Override
        public void close() {
            lease.close();
        }
    }

    ForkPlan fork(MemoryRepository source, Wish wish) throws IOException {
        RefName only = wish.ref() == null ? null : ref(source, wish.ref());
        RefName natural = only != null && only.isBranch() ? only : source.root().head();
        RefName head = wish.branch() == null ? natural : wish.branch();
        boolean there = only == null ? source.refs().get(head) != null : head.equals(only);
        if (wish.branch() != null && !there && !source.refs().isEmpty())
            throw Problem.of(Code.BRANCH_NOT_FOUND, "the fork would have no branch " + head.shortName())
                    .with("branch", head.shortName())
                    .asException();
        return new ForkPlan(description(source, wish), only, head);
    }

    SnapshotPlan snapshot(MemoryRepository source, Wish wish, String name, String email) throws IOException {
        Lease lease = source.lease();
        try {
            String ref = wish.ref() == null ? source.root().head().value() : wish.ref();
            Resolved resolved = revisions.resolve(source, ref);
            RefName branch = wish.branch();
            if (branch == null)
                branch = resolved.ref().filter(RefName::isBranch).orElse(source.root().head());
            Identity author = new Identity(name, email, clock.instant().getEpochSecond(), 0);
            String from = resolved.commit().map(ObjectId::name).orElse(resolved.tree().name());
            RootCommit commit = RootCommit.of(resolved.tree(), author, author,
                    "Snapshot of " + source.name() + " at " + from + "\n");
            return new SnapshotPlan(description(source, wish), branch, commit, lease);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Where a branch of {@code repository} points, null when it is not there. */
    @Nullable
    ObjectId headOf(MemoryRepository repository, RefName branch) {
        RefEntry entry = repository.refs().get(branch);
        return entry == null ? null : entry.id();
    }

    private RefName ref(MemoryRepository source, String text) throws IOException {
        Optional<RefName> found = Stream.of(RefName.parse(text), RefName.branch(text), RefName.tag(text))
                .flatMap(Optional::stream)
                .map(name -> name.isHead() ? source.root().head() : name)
                .filter(name -> source.refs().get(name) != null)
                .findFirst();
        if (found.isPresent())
            return found.get();
        revisions.resolve(source, text);
        throw Problem.of(Code.INVALID_REF, "a fork takes over a branch or tag; a snapshot takes any revision")
                .with("ref", text)
                .with("field", "source.ref")
                .asException();
    }

    private static String description(MemoryRepository source, Wish wish) {
        return wish.description() == null ? source.root().description() : wish.description();
    }
}
