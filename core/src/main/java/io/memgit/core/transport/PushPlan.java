package io.memgit.core.transport;

import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The refs that one push changes, and which of them may be. What can be known before the entry is
 * applied is said here, ref by ref; apply decides again.
 */
final class PushPlan {

    private final List<PushedRef> all = new ArrayList<>();
    private final boolean atomic;

    PushPlan(PushRequest request) {
        request.commands().forEach(command -> all.add(new PushedRef(command)));
        atomic = request.has(PushRequest.ATOMIC);
        refuseBadNames();
    }

    /** All refs in the order of the request. */
    List<PushedRef> all() {
        return all;
    }

    /** Those that nothing speaks against so far. */
    List<PushedRef> open() {
        return all.stream().filter(PushedRef::isOpen).toList();
    }

    /** Refuses all that are open. */
    void refuseOpen(String reason) {
        all.forEach(ref -> ref.refuse(reason));
    }

    /**
     * Refuses what cannot be applied to {@code refs}, and all of it when the push is atomic.
     *
     * @param head
     *            the default branch
     */
    void compare(RefMap refs, RefName head) {
        RefMap after = refs;
        for (PushedRef ref : open()) {
            compareOld(ref, refs);
            if (ref.isOpen() && ref.command().deletes() && ref.name().equals(head))
                ref.refuse("the default branch is not deleted");
            if (ref.isOpen() && ref.command().deletes())
                after = after.without(ref.name());
        }
        for (PushedRef ref : open()) {
            if (ref.command().deletes())
                continue;
            Optional<RefName> blocking = ref.command().creates() ? after.blocking(ref.name()) : Optional.empty();
            if (blocking.isPresent())
                ref.refuse("cannot exist beside " + blocking.get());
            else
                after = after.with(new RefEntry(ref.name(), ref.command().newId(), null));
        }
        settle();
    }

    /** Where one ref of an atomic push is refused, refuses the others. */
    void settle() {
        if (atomic && all.stream().anyMatch(ref -> !ref.isOpen()))
            refuseOpen("atomic push failed");
    }

    private static void compareOld(PushedRef ref, RefMap refs) {
        ObjectId current = refs.idOf(ref.name());
        if (current.equals(ref.command().oldId()))
            return;
        if (current.equals(ObjectId.zeroId()))
            ref.refuse(ref.command().deletes() ? "is not there" : "was deleted meanwhile");
        else
            ref.refuse(ref.command().creates() ? "already exists" : "was moved meanwhile; fetch first");
    }

    private void refuseBadNames() {
        Set<String> seen = new HashSet<>();
        for (PushedRef ref : all) {
            PushCommand command = ref.command();
            if (!ref.hasLegalName())
                ref.refuse(isBelowKnownPrefix(command.ref())
                        ? "is not a name that a ref may have"
                        : "only refs/heads/, refs/tags/ and refs/notes/ can be pushed");
            if (!seen.add(command.ref()))
                ref.refuse("is named twice");
            if (command.creates() && command.deletes())
                ref.refuse("is not there");
        }
        settle();
    }

    private static boolean isBelowKnownPrefix(String ref) {
        return ref.startsWith("refs/heads/") || ref.startsWith("refs/tags/") || ref.startsWith("refs/notes/");
    }
}
