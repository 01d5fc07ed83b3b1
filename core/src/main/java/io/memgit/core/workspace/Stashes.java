package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Labels;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.HiddenUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import io.memgit.core.workspace.WorkspaceOutcome.Missing;
import io.memgit.core.workspace.WorkspaceOutcome.Removed;
import io.memgit.core.workspace.WorkspaceOutcome.Stashed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door to stashes: uncommitted state that was put aside, of one user in one repository. */
public final class Stashes {

    /** The longest message, in characters. */
    public static final int MOST_MESSAGE = 1_000;

    static final String MESSAGE = "message";
    private static final Pattern POSITION = Pattern.compile("(?:stash@\\{)?(\\d{1,6})(?:})?");

    private final Workspaces workspaces;

    /** Stashes of what {@code workspaces} hold. */
    public Stashes(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** All stashes of the caller, newest first. */
    public List<Stash> list(Actor actor, MemoryRepository repository) throws IOException {
        List<Stash> all = new ArrayList<>();
        for (HiddenRef ref : refs(actor, repository))
            all.add(stash(repository, ref));
        return all;
    }

    /**
     * The stash of this id, or at this position, as {@code stash@{0}} or {@code 0}, where 0 is the
     * newest; empty when there is none.
     */
    public Optional<Stash> find(Actor actor, MemoryRepository repository, String id) throws IOException {
        HiddenRef ref = ref(actor, repository, id);
        return ref == null ? Optional.empty() : Optional.of(stash(repository, ref));
    }

    private static @Nullable HiddenRef ref(Actor actor, MemoryRepository repository, String id) {
        if (!id.isEmpty() && id.length() <= HiddenName.MOST_CHARS) {
            HiddenRef named = repository.root().hidden().get(new HiddenName(Kind.STASH, actor.name(), id));
            if (named != null)
                return named;
        }
        Matcher position = POSITION.matcher(id);
        if (!position.matches())
            return null;
        List<HiddenRef> all = refs(actor, repository);
        int at = Integer.parseInt(position.group(1));
        return at < all.size() ? all.get(at) : null;
    }

    private static List<HiddenRef> refs(Actor actor, MemoryRepository repository) {
        return repository.root()
                .hidden()
                .of(Kind.STASH, actor.name())
                .stream()
                .sorted(Comparator.comparingLong(HiddenRef::version).reversed())
                .toList();
    }

    /**
     * Puts the changes of a workspace aside and takes them out of it, as {@code git stash push} does.
     *
     * @param message
     *            null for what Git says by itself
     * @param includeUntracked
     *            whether files go along that are not tracked
     */
    public CompletableFuture<WorkspaceOutcome> push(Actor actor, MemoryRepository repository, Target target,
            @Nullable String message, boolean includeUntracked, boolean dryRun) {
        HiddenName name = new HiddenName(Kind.STASH, actor.name(), workspaces.newId("st"));
        return workspaces.change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            if (workspace.base() == null)
                return new Step.Answer(Declined.because(Reason.EMPTY_COMMIT, "",
                        workspace.branch().shortName() + " has no commit yet that changes could be put aside from"));
            PutAside aside = new PutAside(repository, workspaces.layer(repository, objects), objects,
                    workspaces.person(actor));
            Optional<PutAside.Made> made = aside.of(workspace, message, includeUntracked);
            if (made.isEmpty())
                return new Step.Answer(Declined.because(Reason.EMPTY_COMMIT, "", "there is nothing to put aside"));
            Workspaces.Saved saved = workspaces.save(repository, actor, made.get().left(), objects);
            HiddenUpdate stash = HiddenUpdate.create(name, new HiddenUpdate.Value(made.get().commit(),
                    facts(workspace, made.get().message()), Ttl.NEVER));
            return new Step.Submit(objects, List.of(), EventType.COMMIT, List.of(stash, saved.update()),
                    number -> new Stashed(new Stash(name.id(), made.get().message(), workspace.branch(),
                            workspace.base(), made.get().commit(), actor.name(), created(repository, name),
                            made.get().files()), saved.after(repository), number));
        });
    }

    private static Instant created(MemoryRepository repository, HiddenName name) {
        HiddenRef now = repository.root().hidden().get(name);
        return now == null ? Instant.ofEpochMilli(repository.root().timeMillis()) : now.created();
    }

    private static Map<String, String> facts(Workspace workspace, String message) {
        Map<String, String> facts = new HashMap<>();
        facts.put(MESSAGE, message);
        facts.put(Workspace.BRANCH, workspace.branch().value());
        ObjectId base = workspace.base();
        if (base != null)
            facts.put(HiddenRef.BASE, base.name());
        return facts;
    }

    /**
     * Puts a stash back into a workspace, as {@code git stash apply} does; where it does not fit,
     * nothing
     * is done.
     *
     * @param drop
     *            whether the stash goes when that is done
     */
    public CompletableFuture<WorkspaceOutcome> apply(Actor actor, MemoryRepository repository, String id,
            Target target, boolean drop, boolean dryRun) {
        return workspaces.change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            HiddenRef ref = ref(actor, repository, id);
            if (ref == null)
                return new Step.Answer(new Missing(id));
            Stash stash = stash(repository, ref);
            Carry carry = new Carry(workspaces.merge(), repository, objects,
                    new Labels("Updated upstream", "Stashed changes"), Favor.NONE, "stash_apply");
            Workspace after = new PutBack(repository, workspaces.layer(repository, objects), carry)
                    .into(workspace, stash);
            Workspaces.Saved saved = workspaces.save(repository, actor, after, objects);
            List<HiddenUpdate> updates = drop
                    ? List.of(HiddenUpdate.delete(ref), saved.update())
                    : List.of(saved.update());
            return new Step.Submit(objects, List.of(), EventType.COMMIT, updates,
                    number -> new Stashed(stash, saved.after(repository), number));
        });
    }

    /** Drops a stash. */
    public CompletableFuture<WorkspaceOutcome> drop(Actor actor, MemoryRepository repository, String id,
            boolean dryRun) {
        return workspaces.writing().write(actor, repository, Set.of(), dryRun, () -> {
            HiddenRef ref = ref(actor, repository, id);
            if (ref == null)
                return new Step.Answer(new Missing(id));
            return new Step.Submit(new Quarantine(), List.of(), EventType.COMMIT, List.of(HiddenUpdate.delete(ref)),
                    Removed::new);
        });
    }

    private static Stash stash(MemoryRepository repository, HiddenRef ref) throws IOException {
        List<ObjectId> parents = Workspace.parentsOf(repository, ref.commit());
        ObjectId base = parents.getFirst();
        List<String> files = new ArrayList<>();
        TreeChanges.between(repository, Workspace.treeOf(repository, base),
                Workspace.treeOf(repository, ref.commit())).forEach(row -> files.add(row.path()));
        if (parents.size() > PutAside.UNTRACKED)
            TreeChanges.between(repository, Workspace.EMPTY_TREE,
                    Workspace.treeOf(repository, parents.get(PutAside.UNTRACKED)))
                    .forEach(row -> files.add(row.path()));
        return new Stash(ref.name().id(), ref.fact(MESSAGE).orElse(""),
                new RefName(ref.fact(Workspace.BRANCH).orElseThrow()), base, ref.commit(), ref.name().owner(),
                ref.created(), files);
    }
}
