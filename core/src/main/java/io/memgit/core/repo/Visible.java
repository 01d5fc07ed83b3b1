package io.memgit.core.repo;

import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.object.WalkBudget;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Whether an object may be named by its id: it can be reached from the refs.
 *
 * <p>
 * As long as no write has left anything behind, whatever is stored, did not come in as an upload or
 * for a hidden ref, and was not put aside by a fold is reachable, and the answer is a look-up.
 * After that it is a walk, see {@link Reach}, as long as
 * the limits allow. What was found reachable is remembered until something is left behind again.
 * What was not is remembered with the root at which it was not; asked again, only what has come to
 * the refs since then is walked through.
 */
final class Visible {

    private static final int REMEMBERED = 1 << 14;

    /** What is known while the repository's count of rewinds is {@code rewinds}. */
    private record Known(long rewinds, Set<ObjectId> reachable, Map<ObjectId, Root> hidden) {

        Known(long rewinds) {
            this(rewinds, ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
        }
    }

    private final MemoryRepository repository;
    private final Uploads uploads;
    private final BrowseLimits limits;
    private final LongSupplier nanos;
    private volatile Known known = new Known(-1);

    Visible(MemoryRepository repository, Uploads uploads, Terms terms) {
        this.repository = repository;
        this.uploads = uploads;
        this.limits = terms.walks();
        this.nanos = terms.nanos();
    }

    /**
     * Those of {@code ids} that cannot be reached from the refs.
     *
     * @param all
     *            whether all of them are to be found, or one is enough
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes too long to find out
     */
    Set<ObjectId> hidden(Collection<? extends AnyObjectId> ids, boolean all) throws IOException {
        Root root = repository.root();
        Known now = known(root);
        boolean clean = repository.leavesNothingBehind(root);
        Set<ObjectId> hidden = new HashSet<>();
        Set<ObjectId> open = new HashSet<>();
        for (AnyObjectId id : ids) {
            if (!repository.objects().has(id))
                hidden.add(id.toObjectId());
            else if (!(clean && !uploads.isLoose(id) && !repository.objects().isAside(id))
                    && !now.reachable.contains(id.toObjectId()))
                open.add(id.toObjectId());
            if (!all && !hidden.isEmpty())
                return hidden;
        }
        if (!open.isEmpty())
            new Search(root, now, hidden, all).search(open);
        return hidden;
    }

    /**
     * Those of {@code ids}, which no ref leads to, that none of the hidden refs {@code own} leads to
     * either.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes too long to find out
     */
    Set<ObjectId> hiddenBehind(Collection<HiddenRef> own, Set<ObjectId> ids) throws IOException {
        return ids.isEmpty() ? ids : new Reach(repository, new WalkBudget(limits, nanos)).missedBehind(own, ids);
    }

    /** One question, within one budget. */
    private final class Search {
        private final Root root;
        private final Known now;
        private final Set<ObjectId> hidden;
        private final boolean all;
        private final Reach reach;

        Search(Root root, Known now, Set<ObjectId> hidden, boolean all) {
            this.root = root;
            this.now = now;
            this.hidden = hidden;
            this.all = all;
            this.reach = new Reach(repository, new WalkBudget(limits, nanos));
        }

        void search(Set<ObjectId> open) throws IOException {
            // Those that were hidden once are looked for first: most likely they still are.
            for (ObjectId id : List.copyOf(open)) {
                Root before = now.hidden.get(id);
                if (before == null)
                    continue;
                open.remove(id);
                tell(id, reach.isNew(id, root, before));
                if (isAnswered())
                    return;
            }
            while (!open.isEmpty() && !isAnswered()) {
                Set<ObjectId> missed = reach.missed(open, root);
                missed.forEach(id -> tell(id, false));
                open.removeAll(missed);
                if (missed.isEmpty()) {
                    open.forEach(id -> tell(id, true));
                    return;
                }
            }
        }

        private boolean isAnswered() {
            return !all && !hidden.isEmpty();
        }

        private void tell(ObjectId id, boolean reachable) {
            if (reachable) {
                now.hidden.remove(id);
                if (now.reachable.size() < REMEMBERED)
                    now.reachable.add(id);
                return;
            }
            hidden.add(id);
            if (now.hidden.size() < REMEMBERED || now.hidden.containsKey(id))
                now.hidden.put(id, root);
        }
    }

    private Known known(Root root) {
        Known now = known;
        if (now.rewinds != root.rewinds()) {
            now = new Known(root.rewinds());
            known = now;
        }
        return now;
    }
}
