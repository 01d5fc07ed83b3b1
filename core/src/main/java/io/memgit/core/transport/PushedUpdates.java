package io.memgit.core.transport;

import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** The update of each ref that is still open. */
final class PushedUpdates {

    private final Map<PushedRef, RefUpdate> updates = new HashMap<>();

    private PushedUpdates() {}

    /**
     * Looks at where each open ref is to point; refuses those that cannot.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    static PushedUpdates of(PushPlan plan, MemoryRepository repository, Quarantine objects, Set<ObjectId> known)
            throws IOException {
        PushedUpdates all = new PushedUpdates();
        Set<ObjectId> others = new HashSet<>();
        for (PushedRef ref : plan.open()) {
            ObjectId target = ref.command().newId();
            if (!ref.command().deletes() && !objects.has(target) && !known.contains(target))
                others.add(target);
        }
        try (NewTips tips = new NewTips(repository, objects, repository.hidden(others))) {
            for (PushedRef ref : plan.open()) {
                RefUpdate update = tips.update(ref);
                if (update != null)
                    all.updates.put(ref, update);
            }
        }
        plan.settle();
        return all;
    }

    /** What refs that are open point to afterwards. */
    Set<ObjectId> tips() {
        Set<ObjectId> tips = new HashSet<>();
        updates.forEach((ref, update) -> {
            if (ref.isOpen())
                tips.add(update.newId());
        });
        return tips;
    }

    /**
     * The updates of the refs that are open, in the order of the request.
     *
     * @param leavesSomething
     *            whether the push brings objects that no ref leads to, which is as if one had been left
     *            behind
     */
    List<RefUpdate> open(PushPlan plan, boolean leavesSomething) {
        List<RefUpdate> open = new ArrayList<>();
        for (PushedRef ref : plan.open()) {
            RefUpdate update = updates.get(ref);
            if (update != null)
                open.add(update);
        }
        if (leavesSomething && !open.isEmpty()) {
            RefUpdate first = open.getFirst();
            open.set(0, new RefUpdate(first.name(), first.oldId(), first.newId(), first.peeled(), true));
        }
        return open;
    }
}
