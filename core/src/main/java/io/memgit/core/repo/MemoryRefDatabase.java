package io.memgit.core.repo;

import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.RefRename;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.jspecify.annotations.Nullable;

/**
 * A repository's refs as JGit sees them: those of its root at the moment of each call, all peeled
 * already. It is for reading; refs are moved by entries.
 */
final class MemoryRefDatabase extends RefDatabase {

    private final MemoryRepository repository;

    MemoryRefDatabase(MemoryRepository repository) {
        this.repository = repository;
    }

    @Override
    public void create() {
        // A repository has its refs from the start.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public boolean performsAtomicTransactions() {
        return true;
    }

    @Override
    public boolean isNameConflicting(String name) {
        Optional<RefName> parsed = RefName.parse(name);
        return parsed.isPresent() && repository.refs().blocking(parsed.get()).isPresent();
    }

    @Override
    public Collection<String> getConflictingNames(String name) {
        return RefName.parse(name)
                .flatMap(parsed -> repository.refs().blocking(parsed))
                .map(blocking -> List.of(blocking.value()))
                .orElse(List.of());
    }

    @Override
    public @Nullable Ref exactRef(String name) {
        Root root = repository.root();
        if (name.equals(Constants.HEAD))
            return head(root);
        return RefName.parse(name)
                .map(parsed -> root.refs().get(parsed))
                .map(MemoryRefDatabase::ref)
                .orElse(null);
    }

    @Override
    @Deprecated // By JGit, which still calls it.
    public Map<String, Ref> getRefs(String prefix) {
        Root root = repository.root();
        Map<String, Ref> refs = new HashMap<>();
        for (Ref ref : matching(root, prefix))
            refs.put(ref.getName().substring(prefix.length()), ref);
        return refs;
    }

    @Override
    public List<Ref> getRefsByPrefix(String prefix) {
        return matching(repository.root(), prefix);
    }

    @Override
    public List<Ref> getRefs() {
        return matching(repository.root(), ALL);
    }

    @Override
    public List<Ref> getAdditionalRefs() {
        return List.of();
    }

    @Override
    public boolean hasRefs() {
        return !repository.refs().isEmpty();
    }

    // The wrapper of a symbolic ref stays: its leaf is peeled, and is what it leads to.
    @Override
    public Ref peel(Ref ref) {
        return ref;
    }

    @Override
    public RefUpdate newUpdate(String name, boolean detach) throws IOException {
        throw onlyByEntries();
    }

    @Override
    public RefRename newRename(String fromName, String toName) throws IOException {
        throw onlyByEntries();
    }

    @Override
    public ReflogReader getReflogReader(Ref ref) throws IOException {
        throw new IOException("the history of refs is in the log of events");
    }

    private static List<Ref> matching(Root root, String prefix) {
        RefMap refs = root.refs();
        List<Ref> found = new ArrayList<>();
        Ref head = head(root);
        if (Constants.HEAD.startsWith(prefix) && head.getObjectId() != null)
            found.add(head);
        refs.withPrefix(prefix).forEach(entry -> found.add(ref(entry)));
        return found;
    }

    private static Ref head(Root root) {
        RefEntry target = root.refs().get(root.head());
        Ref leaf = target == null
                ? new ObjectIdRef.Unpeeled(Ref.Storage.NEW, root.head().value(), null)
                : ref(target);
        return new SymbolicRef(Constants.HEAD, leaf);
    }

    private static Ref ref(RefEntry entry) {
        ObjectId peeled = entry.peeled();
        String name = entry.name().value();
        return peeled == null
                ? new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, name, entry.id())
                : new ObjectIdRef.PeeledTag(Ref.Storage.PACKED, name, entry.id(), peeled);
    }

    private static IOException onlyByEntries() {
        return new IOException("refs are moved by entries, see Repositories.write");
    }
}
