package io.memgit.core.workspace;

import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.Identity;
import io.memgit.core.commit.RequestRules;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.HiddenUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import io.memgit.core.workspace.WorkspaceOutcome.Missing;
import io.memgit.core.workspace.WorkspaceOutcome.Removed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door to workspaces. Safe for use by many threads. */
public final class Workspaces {

    private static final int ID_BYTES = 8;

    private final Writing writing;
    private final Merge merge;
    private final Limits limits;
    private final RequestRules rules;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    /**
     * Workspaces of the repositories behind {@code repositories}.
     *
     * @param commits
     *            the door through which commits into the same repositories come
     * @param clock
     *            dates the commits that hold uncommitted state
     * @param nanos
     *            the clock that only goes forward by which repositories note their writes
     * @param random
     *            makes ids
     */
    public Workspaces(Repositories repositories, Commits commits, Merge merge, Limits limits, InstantSource clock,
            LongSupplier nanos, RandomGenerator random) {
        this.writing = new Writing(repositories, commits, limits);
        this.merge = merge;
        this.limits = limits;
        this.rules = new RequestRules(limits);
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
    }

    /** How files are to be written. */
    public enum Staging {
        /** To the work tree alone. */
        WORK_TREE,
        /** To the work tree, and staged. */
        STAGED
    }

    /** How far a reset goes. */
    public enum ResetMode {
        /** The base alone moves. */
        SOFT,
        /** And the index. */
        MIXED,
        /** And the work tree, but for what is not tracked. */
        HARD
    }

    /**
     * The uncommitted state that is meant, with its time renewed; empty when the caller has none of
     * that
     * name.
     */
    public CompletableFuture<Optional<Workspace>> named(Actor actor, MemoryRepository repository, Target target) {
        Optional<Workspace> found = peek(actor, repository, target);
        HiddenRef seen = found.map(Workspace::seen).orElse(null);
        if (seen == null || !seen.isToBeRenewed(nanos.getAsLong()))
            return CompletableFuture.completedFuture(found);
        return writing.renew(actor, repository, seen)
                .thenApply(_ -> peek(actor, repository, target).or(() -> found));
    }

    /** The same without renewing its time. */
    public Optional<Workspace> peek(Actor actor, MemoryRepository repository, Target target) {
        return new Found(repository, actor).find(target);
    }

    /** All workspaces of the caller, in the order of their ids. */
    public List<Workspace> list(Actor actor, MemoryRepository repository) {
        return repository.root()
                .hidden()
                .of(Kind.WORKSPACE, actor.name())
                .stream()
                .map(ref -> Workspace.read(repository, ref))
                .toList();
    }

    /** What {@code git status} tells of it. */
    public Status status(MemoryRepository repository, Workspace workspace) throws IOException {
        return StatusScan.of(repository, workspace);
    }

    /** Makes a workspace. */
    public CompletableFuture<WorkspaceOutcome> create(Actor actor, MemoryRepository repository, NewWorkspace wanted,
            boolean dryRun) {
        return create(actor, repository, new HiddenName(Kind.WORKSPACE, actor.name(), newId("")), wanted, Map.of(),
                dryRun);
    }

    CompletableFuture<WorkspaceOutcome> create(Actor actor, MemoryRepository repository, HiddenName name,
            NewWorkspace wanted, Map<String, String> facts, boolean dryRun) {
        return writing.write(actor, repository, Set.of(), dryRun, () -> {
            Found found = new Found(repository, actor);
            ObjectId head = found.head(wanted.branch());
            if (head == null && wanted.base() == null && !found.root().refs().isEmpty())
                return new Step.Answer(Declined.because(Reason.BRANCH_NOT_FOUND, "",
                        "there is no branch " + wanted.branch().shortName()));
            ObjectId base = wanted.base() == null ? head : wanted.base();
            Workspace fresh = Workspace.fresh(repository, name, wanted.branch(), base, facts, wanted.ttl())
                    .withFact(Workspace.TITLE, wanted.title())
                    .withFact(Workspace.STARTS, head == null && base != null ? "true" : null);
            return saved(repository, actor, fresh, new Quarantine(), 0);
        });
    }

    /** Deletes a workspace. */
    public CompletableFuture<WorkspaceOutcome> delete(Actor actor, MemoryRepository repository, String id,
            boolean dryRun) {
        return writing.write(actor, repository, Set.of(), dryRun, () -> {
            HiddenRef ref = repository.root().hidden().get(new HiddenName(Kind.WORKSPACE, actor.name(), id));
            if (ref == null)
                return new Step.Answer(new Missing(id));
            return new Step.Submit(new Quarantine(), List.of(), EventType.COMMIT, List.of(HiddenUpdate.delete(ref)),
                    Removed::new);
        });
    }

    /** Makes a workspace with the state of another one, and of its kind. */
    public CompletableFuture<WorkspaceOutcome> fork(Actor actor, MemoryRepository repository, String id,
            @Nullable String title, @Nullable Ttl ttl, boolean dryRun) {
        HiddenName name = new HiddenName(Kind.WORKSPACE, actor.name(), newId(""));
        return change(actor, repository, new Target.Named(id), Set.of(), dryRun, (workspace, objects) -> {
            Workspace copy = new Workspace(name, null, workspace.branch(), workspace.base(), workspace.baseTree(),
                    workspace.index(), workspace.work(), workspace.facts(),
                    ttl == null ? workspace.ttl() : ttl);
            return saved(repository, actor, copy.withFact(Workspace.TITLE, title), objects, 0);
        });
    }

    /** Takes steps on the files, all or none. */
    public CompletableFuture<WorkspaceOutcome> edit(Actor actor, MemoryRepository repository, Target target,
            List<FileAction> actions, Staging staging, boolean dryRun) {
        var malformed = rules.check(actions);
        if (malformed.isPresent())
            return CompletableFuture.completedFuture(new Declined(malformed.get()));
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            FileEdits.Result result = edits(repository, objects).take(workspace, actions, staging);
            return saved(repository, actor, result.workspace(), objects, result.filesChanged());
        });
    }

    /** Stages files as the work tree has them; one that it has not any more is staged as deleted. */
    public CompletableFuture<WorkspaceOutcome> stage(Actor actor, MemoryRepository repository, Target target,
            List<String> paths, boolean dryRun) {
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            Workspace staged = edits(repository, objects).stage(workspace, paths);
            return saved(repository, actor, staged, objects, paths.size());
        });
    }

    /** Gives a file another path, in the index too where it is there, as {@code git mv} does. */
    public CompletableFuture<WorkspaceOutcome> move(Actor actor, MemoryRepository repository, Target target,
            FileAction.Move move, boolean dryRun) {
        var malformed = rules.check(List.of(move));
        if (malformed.isPresent())
            return CompletableFuture.completedFuture(new Declined(malformed.get()));
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            FileEdits.Result result = edits(repository, objects).move(workspace, move);
            return saved(repository, actor, result.workspace(), objects, result.filesChanged());
        });
    }

    /** Removes a file from work tree and index, as {@code git rm -f} does. */
    public CompletableFuture<WorkspaceOutcome> remove(Actor actor, MemoryRepository repository, Target target,
            FileAction.Delete removal, boolean dryRun) {
        var malformed = rules.check(List.of(removal));
        if (malformed.isPresent())
            return CompletableFuture.completedFuture(new Declined(malformed.get()));
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            Workspace removed = edits(repository, objects).remove(workspace, removal);
            return saved(repository, actor, removed, objects, 1);
        });
    }

    /** Commits to the branch, as a change to whatever that points to by now. */
    public CompletableFuture<WorkspaceOutcome> commit(Actor actor, MemoryRepository repository, Target target,
            CommitWish wish, boolean dryRun) {
        Set<RefName> branches = peek(actor, repository, target).map(w -> Set.of(w.branch())).orElse(Set.of());
        return change(actor, repository, target, branches, dryRun,
                (workspace, objects) -> new Committing(this, repository, actor, objects, merge).commit(workspace,
                        wish));
    }

    /** Puts the uncommitted changes on top of what the branch points to now. */
    public CompletableFuture<WorkspaceOutcome> rebase(Actor actor, MemoryRepository repository, String id,
            Favor favor, boolean dryRun) {
        return change(actor, repository, new Target.Named(id), Set.of(), dryRun,
                (workspace, objects) -> new Committing(this, repository, actor, objects, merge).rebase(workspace,
                        favor));
    }

    /**
     * Goes over to another branch and takes the uncommitted changes along where nothing is lost by it.
     */
    public CompletableFuture<WorkspaceOutcome> checkout(Actor actor, MemoryRepository repository, Target target,
            RefName branch, boolean dryRun) {
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            Found found = new Found(repository, actor);
            ObjectId head = found.head(branch);
            if (head == null && !found.root().refs().isEmpty())
                return new Step.Answer(
                        Declined.because(Reason.BRANCH_NOT_FOUND, "", "there is no branch " + branch.shortName()));
            Workspace switched = new Switching(repository, layer(repository, objects))
                    .to(workspace, branch, head);
            return saved(repository, actor, switched, objects, 0);
        });
    }

    /** Moves the base of a workspace, and with it as much as {@code mode} says. */
    public CompletableFuture<WorkspaceOutcome> reset(Actor actor, MemoryRepository repository, Target target,
            ObjectId commit, ResetMode mode, boolean dryRun) {
        return change(actor, repository, target, Set.of(), dryRun, (workspace, objects) -> {
            Workspace moved = new Switching(repository, layer(repository, objects)).reset(workspace, commit, mode);
            return saved(repository, actor, moved, objects, 0);
        });
    }

    /** What is done with a workspace, whose new objects go into a quarantine. */
    interface Change {
        Step of(Workspace workspace, Quarantine objects)
                throws DeclinedException, IOException, Carry.ConflictedException;
    }

    CompletableFuture<WorkspaceOutcome> change(Actor actor, MemoryRepository repository, Target target,
            Set<RefName> branches, boolean dryRun, Change change) {
        return writing.write(actor, repository, branches, dryRun, () -> {
            Optional<Workspace> found = peek(actor, repository, target);
            if (found.isEmpty())
                return new Step.Answer(missing(target));
            Optional<String> closed = found.get().closed();
            if (closed.isPresent())
                return new Step.Answer(new WorkspaceOutcome.Closed(found.get().id(), closed.get()));
            try {
                return change.of(found.get(), new Quarantine());
            } catch (Carry.ConflictedException e) {
                return new Step.Answer(e.outcome());
            }
        });
    }

    private static WorkspaceOutcome missing(Target target) {
        return switch (target) {
            case Target.Usual _ -> new Missing(Found.USUAL);
            case Target.Named(String id) -> new Missing(id);
            case Target.InTransaction(String id) -> new Missing(id);
            case Target.OfBranch(RefName branch) -> Declined.because(Reason.BRANCH_NOT_FOUND, "",
                    "there is no branch " + branch.shortName());
        };
    }

    /** What makes {@code workspace} the state of its hidden ref. */
    Step saved(MemoryRepository repository, Actor actor, Workspace workspace, Quarantine objects, int filesChanged) {
        Saved saved = save(repository, actor, workspace, objects);
        return new Step.Submit(objects, List.of(), EventType.COMMIT, List.of(saved.update()),
                number -> new WorkspaceOutcome.Written(saved.after(repository), filesChanged, number));
    }

    /** The update of a hidden ref, and what the workspace is after it. */
    record Saved(Workspace workspace, HiddenUpdate update) {

        /** The workspace as it is stored, where it still is. */
        Workspace after(MemoryRepository repository) {
            HiddenRef now = repository.root().hidden().get(workspace.name());
            return now == null ? workspace : workspace.seenAs(now);
        }
    }

    Saved save(MemoryRepository repository, Actor actor, Workspace workspace, Quarantine objects) {
        ObjectId commit = WorkInProgress.of(workspace, objects, person(actor));
        Workspace counted = workspace.counted(layer(repository, objects).differences(workspace.baseTree(),
                workspace.work()));
        HiddenUpdate.Value value = new HiddenUpdate.Value(commit, counted.facts(), counted.ttl());
        HiddenRef seen = counted.seen();
        return new Saved(counted, seen == null
                ? HiddenUpdate.create(counted.name(), value)
                : HiddenUpdate.change(seen, value));
    }

    Writing writing() {
        return writing;
    }

    Merge merge() {
        return merge;
    }

    Identity person(Actor actor) {
        return WorkInProgress.person(actor, clock);
    }

    Layer layer(MemoryRepository repository, Quarantine objects) {
        return new Layer(id -> {
            var view = objects.find(id);
            return view == null ? repository.objects().find(id) : view;
        }, objects, limits.tree());
    }

    private FileEdits edits(MemoryRepository repository, Quarantine objects) {
        return new FileEdits(layer(repository, objects));
    }

    /** An id that nobody can guess. */
    String newId(String prefix) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }
}
