package io.memgit.core.workspace;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.HiddenUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.TreeChanges.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The door to transactions: uncommitted state that is committed or rolled back as a whole, and is
 * known
 * for a while after that. Files are written to it through {@link Workspaces}.
 */
public final class Transactions {

    private static final String COMMITTED = "committed";
    private static final String ROLLED_BACK = "rolled_back";
    /** What it stood on, once that is not kept for it any more. */
    private static final String STOOD_ON = "stood_on";

    private final Workspaces workspaces;

    /** Transactions beside {@code workspaces}. */
    public Transactions(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** Begins one. */
    public CompletableFuture<WorkspaceOutcome> begin(Actor actor, MemoryRepository repository, NewWorkspace wanted,
            boolean dryRun) {
        HiddenName name = new HiddenName(Kind.TRANSACTION, actor.name(), workspaces.newId("tx"));
        return workspaces.create(actor, repository, name, wanted, Map.of(Workspace.STATE, Workspace.OPEN), dryRun);
    }

    /** {@code open}, {@code committed} or {@code rolled_back}. */
    public static String state(Workspace transaction) {
        return transaction.closed().orElse(Workspace.OPEN);
    }

    /** The commit it stands on, or stood on. */
    public static Optional<ObjectId> base(Workspace transaction) {
        String stoodOn = transaction.facts().get(STOOD_ON);
        return Optional.ofNullable(stoodOn == null ? transaction.base() : ObjectId.fromString(stoodOn));
    }

    /** What becomes of each file that it changes, by path: {@code add} or {@code remove}. */
    public Map<String, String> files(MemoryRepository repository, Workspace transaction) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Row row : TreeChanges.between(repository, transaction.baseTree(), transaction.work()))
            files.put(row.path(), row.of(1).isThere() ? "add" : "remove");
        return files;
    }

    /** Commits all of it, after which it is closed. */
    public CompletableFuture<WorkspaceOutcome> commit(Actor actor, MemoryRepository repository, String id,
            CommitWish wish, boolean dryRun) {
        Target target = new Target.InTransaction(id);
        Set<RefName> branches = workspaces.peek(actor, repository, target)
                .map(found -> Set.of(found.branch()))
                .orElse(Set.of());
        return workspaces.change(actor, repository, target, branches, dryRun, (transaction, objects) -> {
            Step step = new Committing(workspaces, repository, actor, objects, workspaces.merge())
                    .commit(transaction, wish);
            return switch (step) {
                case Step.Answer answer -> answer;
                case Step.Submit submit -> new Step.Submit(submit.objects(), submit.moved(), submit.type(),
                        List.of(closing(transaction, COMMITTED)), submit.done());
            };
        });
    }

    /** Forgets all of it, after which it is closed. */
    public CompletableFuture<WorkspaceOutcome> rollBack(Actor actor, MemoryRepository repository, String id,
            boolean dryRun) {
        return workspaces.change(actor, repository, new Target.InTransaction(id), Set.of(), dryRun,
                (transaction, _) -> new Step.Submit(new Quarantine(), List.of(), EventType.COMMIT,
                        List.of(closing(transaction, ROLLED_BACK)),
                        number -> new WorkspaceOutcome.Written(after(repository, transaction), 0, number)));
    }

    private static Workspace after(MemoryRepository repository, Workspace transaction) {
        HiddenRef now = repository.root().hidden().get(transaction.name());
        return now == null
                ? transaction.withFact(Workspace.STATE, ROLLED_BACK)
                : Workspace.read(repository, now);
    }

    private static HiddenUpdate closing(Workspace transaction, String state) {
        HiddenRef seen = Objects.requireNonNull(transaction.seen(), "a transaction is made before it is used");
        Map<String, String> facts = new HashMap<>(seen.facts());
        facts.put(Workspace.STATE, state);
        String base = facts.remove(HiddenRef.BASE);
        if (base != null)
            facts.put(STOOD_ON, base);
        return HiddenUpdate.change(seen, new HiddenUpdate.Value(ObjectId.zeroId(), facts, seen.ttl()));
    }
}
