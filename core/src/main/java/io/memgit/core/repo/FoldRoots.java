package io.memgit.core.repo;

import io.memgit.core.event.EventLog;
import io.memgit.core.object.Folder;
import io.memgit.core.ref.RefMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Where everything begins that a fold keeps. Taken under the writer lock, as pointers: a million
 * refs
 * are walked through when writers no longer wait.
 *
 * @param now
 *            the repository when the fold began
 * @param leased
 *            the refs of all leases that differ from those of now
 * @param hidden
 *            the hidden refs of now and of all leases
 * @param uploaded
 *            what was uploaded and is kept for a time
 * @param events
 *            know what refs have left behind
 */
record FoldRoots(Root now, List<RefMap> leased, List<HiddenRefs> hidden, List<ObjectId> uploaded, EventLog events) {

    static FoldRoots of(Root now, Collection<Lease> leases, Uploads uploads, EventLog events) {
        uploads.expire();
        List<ObjectId> uploaded = new ArrayList<>();
        uploads.forEach(uploaded::add);
        return new FoldRoots(now,
                leases.stream().map(Lease::refs).filter(refs -> !refs.equals(now.refs())).distinct().toList(),
                Stream.concat(Stream.of(now.hidden()), leases.stream().map(Lease::hidden)).distinct().toList(),
                uploaded, events);
    }

    /** The same for a fold, which reads it without the lock. */
    Folder.Roots roots() {
        return new Folder.Roots(() -> tips(true).iterator(), () -> tips(false).iterator(),
                () -> others().iterator());
    }

    /** The commits of all branches, or what all other refs point to. */
    private List<ObjectId> tips(boolean branches) {
        List<ObjectId> tips = new ArrayList<>();
        if (branches && now.refs().get(now.head()) != null)
            tips.add(now.refs().idOf(now.head()));
        now.refs().withPrefix("refs/").forEach(ref -> {
            if (ref.name().isBranch() == branches)
                tips.add(ref.id());
        });
        return tips;
    }

    /** What is kept though no ref leads to it. */
    private Set<ObjectId> others() {
        Set<ObjectId> others = new HashSet<>(uploaded);
        events.forEachLeftBehind(others::add);
        hidden.forEach(refs -> refs.forEachCommit(others::add));
        for (RefMap refs : leased)
            refs.withPrefix("refs/").forEach(ref -> others.add(ref.id()));
        return others;
    }
}
