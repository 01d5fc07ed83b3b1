package io.memgit.core.repo;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.util.List;
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
     */
    record Create(RepoId id, RepoName name, String description, boolean memoryOnly,
            RefName defaultBranch) implements RepoPayload {}

    /**
     * A new repository, its entry's target, that starts with the refs of another one and shares its
     * objects. Both belong to one group, so that the entry says which refs those are.
     *
     * @param onlyRef
     *            the one ref that is taken over, or null for all of them
     */
    record Fork(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source,
            @Nullable RefName onlyRef) implements RepoPayload {}

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
     */
    record Snapshot(RepoId id, RepoName name, String description, boolean memoryOnly, RepoId source, RefName branch,
            ObjectId commit, Quarantine objects) implements RepoPayload {}

    /**
     * Another description or default branch; null leaves it as it is.
     */
    record Edit(@Nullable String description, @Nullable RefName defaultBranch) implements RepoPayload {}

    /** The repository, which is the entry's target, goes away. */
    record Delete(RepoId id) implements RepoPayload {}

    /**
     * New objects and moved refs, all or nothing.
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
     */
    record Write(Quarantine objects, List<RefUpdate> updates, EventType type, long keepMillis,
            int mostRefs) implements RepoPayload {

        /** Copies the list of updates. */
        public Write {
            updates = List.copyOf(updates);
        }

        /** A write that may make any number of refs. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type, long keepMillis) {
            this(objects, updates, type, keepMillis, 0);
        }

        /** A write whose refs name what it brings. */
        public Write(Quarantine objects, List<RefUpdate> updates, EventType type) {
            this(objects, updates, type, 0);
        }

        /** The same, in a repository of at most {@code most} refs. */
        Write within(int most) {
            for (int i = 0; i < updates.size(); i++) {
                if (updates.get(i).creates())
                    return new Write(objects, updates, type, keepMillis, most);
            }
            return this;
        }
    }
}
