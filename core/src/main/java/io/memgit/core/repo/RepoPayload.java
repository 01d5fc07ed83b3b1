package io.memgit.core.repo;

import com.google.protobuf.ByteString;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What an entry about repositories asks for. */
public sealed interface RepoPayload extends Payload {

    @Override
    default PayloadKind kind() {
        return PayloadKind.REPOSITORY;
    }

    /**
     * A new repository, which is its entry's target.
     *
     * @param id
     *            made by who asks
     * @param defaultBranch
     *            what HEAD names
     * @param ttl
     *            how long it is kept after a write
     */
    record Create(RepoId id, RepoName name, String description, boolean memoryOnly, RefName defaultBranch,
            Ttl ttl) implements RepoPayload {

        /** One that is kept until it is deleted. */
        public Create(RepoId id, RepoName name, String description, boolean memoryOnly, RefName defaultBranch) {
            this(id, name, description, memoryOnly, defaultBranch, Ttl.NEVER);
        }
    }

    /**
     * A new repository, its entry's target, that starts with the refs of another one and shares its
     * objects. Both belong to one group, so that the entry says which refs those are.
     *
     * @param onlyRef
     *            the one ref that is taken over, or null for all of them
     * @param ttl
     *            how long it is kept after a write, whatever its source says; no branch of it ends
     */
    record Fork(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source,
            @Nullable RefName onlyRef, Ttl ttl) implements RepoPayload {

        /** One that is kept until it is deleted. */
        public Fork(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source,
                @Nullable RefName onlyRef) {
            this(id, name, description, memoryOnly, source, onlyRef, Ttl.NEVER);
        }
    }

    /**
     * A new repository, its entry's target, of one commit without parents on one branch; it shares the
     * objects of another repository of its group, which holds the commit's tree.
     *
     * @param branch
     *            the one branch, which HEAD names
     * @param commit
     *            where it points
     * @param objects
     *            the commit
     * @param ttl
     *            how long it is kept after a write
     */
    record Snapshot(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source, RefName branch,
            ObjectId commit, Quarantine objects, Ttl ttl) implements RepoPayload {

        /** One that is kept until it is deleted. */
        public Snapshot(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source,
                RefName branch, ObjectId commit, Quarantine objects) {
            this(id, name, description, memoryOnly, source, branch, commit, objects, Ttl.NEVER);
        }

        /** The commit. */
        @Override
        public ByteString trace() {
            return MovedRefs.trace(List.of(RefUpdate.create(branch, commit)));
        }
    }

    /**
     * Another description, default branch or time to live; null leaves it as it is. A branch that
     * becomes the default one does not end any more.
     */
    record Edit(@Nullable String description, @Nullable RefName defaultBranch,
            @Nullable Ttl ttl) implements RepoPayload {

        /** The time to live stays as it is. */
        public Edit(@Nullable String description, @Nullable RefName defaultBranch) {
            this(description, defaultBranch, null);
        }
    }

    /** The repository, which is the entry's target, goes away. */
    record Delete(RepoId id) implements RepoPayload {}

    /**
     * The repository, which is the entry's target, goes away because its time is over. Refused when it
     * was written to since that was found out, or does not end any more.
     *
     * @param written
     *            the last write to it that was seen
     */
    record Expire(RepoId id, EventNumber written) implements RepoPayload {}

    /**
     * Branches go away because their time is over. One that was written to since that was found out, or
     * does not end any more, stays; where that holds for all, the entry is stale.
     *
     * @param branches
     *            at least one
     */
    record ExpireBranches(List<Seen> branches) implements RepoPayload {

        /**
         * A branch.
         *
         * @param written
         *            the last write to it that was seen
         */
        public record Seen(RefName name, EventNumber written) {}

        /**
         * Copies the list of branches.
         *
         * @throws IllegalArgumentException
         *             when there is none
         */
        public ExpireBranches {
            branches = List.copyOf(branches);
            if (branches.isEmpty())
                throw new IllegalArgumentException("no branch is to expire");
        }
    }

    /**
     * Hidden refs go away because their time is over. One that was written to since that was found out,
     * or does not end any more, stays.
     *
     * @param refs
     *            at least one
     */
    record ExpireHidden(List<Idle> refs) implements RepoPayload {

        /**
         * A hidden ref.
         *
         * @param version
         *            the last write to it that was seen
         */
        public record Idle(HiddenName name, long version) {}

        /**
         * Copies the list of refs.
         *
         * @throws IllegalArgumentException
         *             when there is none
         */
        public ExpireHidden {
            refs = List.copyOf(refs);
            if (refs.isEmpty())
                throw new IllegalArgumentException("no hidden ref is to expire");
        }
    }

    /**
     * New objects and moved refs, all or nothing. A write that moves hidden refs alone makes no event.
     *
     * @param objects
     *            handed over: the caller does not add to it again
     * @param updates
     *            each a compare-and-set; none for an upload
     * @param type
     *            what the event says
     * @param keepMillis
     *            how long objects that no ref names are kept for the actor, 0 for a write that names
     *            what it brings
     * @param mostRefs
     *            more refs than that it may not add to, whoever else adds some before it is applied; 0
     *            for
     *            as many as there are
     * @param ttls
     *            how long branches among the updates are kept after a write from now on; the others
     *            keep
     *            the time they have. The default branch never ends
     * @param hidden
     *            what becomes of hidden refs
     */
    record Write(Quarantine objects, List<RefUpdate> updates, EventType type, long keepMillis, int mostRefs,
            Map<RefName, Ttl> ttls, HiddenUpdate.Batch hidden) implements RepoPayload {

        /** Copies the list of updates and the map. */
        public Write {
            updates = List.copyOf(updates);
            ttls = Map.copyOf(ttls);
        }

        /** A write that may make any number of refs. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type, long keepMillis) {
            this(objects, updates, type, keepMillis, 0, Map.of());
        }

        /** A write that leaves hidden refs alone. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type, long keepMillis, int mostRefs,
                Map<RefName, Ttl> ttls) {
            this(objects, updates, type, keepMillis, mostRefs, ttls, HiddenUpdate.Batch.NONE);
        }

        /** A write whose refs and hidden refs name what it brings, and whose branches live so long. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type, Map<RefName, Ttl> ttls,
                HiddenUpdate.Batch hidden) {
            this(objects, updates, type, 0, 0, ttls, hidden);
        }

        /** A write whose refs name what it brings. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type) {
            this(objects, updates, type, 0);
        }

        /** A write whose refs name what it brings, and whose branches live so long. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type, Map<RefName, Ttl> ttls) {
            this(objects, updates, type, 0, 0, ttls);
        }

        /** Where each of the refs was, and where it is, see {@link MovedRefs}. */
        @Override
        public ByteString trace() {
            return MovedRefs.trace(updates);
        }

        /** The same, in a repository of at most {@code most} refs. */
        Write within(int most) {
            for (int i = 0; i < updates.size(); i++) {
                if (updates.get(i).creates())
                    return new Write(objects, updates, type, keepMillis, most, ttls, hidden);
            }
            return this;
        }
    }
}
