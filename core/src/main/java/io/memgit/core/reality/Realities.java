package io.memgit.core.reality;

import io.memgit.core.commit.CommitBytes;
import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.DeclinedException;
import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.ObjectSource;
import io.memgit.core.commit.RequestRules;
import io.memgit.core.commit.TreeEditor;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Merge;
import io.memgit.core.object.Quarantine;
import io.memgit.core.reality.RealityOutcome.Declined;
import io.memgit.core.reality.RealityOutcome.Exists;
import io.memgit.core.reality.RealityOutcome.Made;
import io.memgit.core.reality.RealityOutcome.Missing;
import io.memgit.core.reality.RealityOutcome.Scored;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.HiddenName;
import io.memgit.core.repo.HiddenName.Kind;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.HiddenUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Ttl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The door to parallel realities. Safe for use by many threads. */
public final class Realities {

    /** The longest name of a metric, in characters. */
    public static final int MOST_NAME = 100;

    private static final int CHANCES = 3;
    private static final int SET_BYTES = 4;
    private static final int ID_MARK = ':';

    private final Repositories repositories;
    private final Commits commits;
    private final Merge merge;
    private final Limits limits;
    private final RequestRules rules;
    private final RandomGenerator random;

    /**
     * Realities in the repositories behind {@code repositories}.
     *
     * @param commits
     *            the door through which commits into the same repositories come
     * @param random
     *            makes the names of sets
     */
    public Realities(Repositories repositories, Commits commits, Merge merge, Limits limits, RandomGenerator random) {
        this.repositories = repositories;
        this.commits = commits;
        this.merge = merge;
        this.limits = limits;
        this.rules = new RequestRules(limits);
        this.random = random;
    }

    /** A name for a set that nobody has used. */
    public String newSet() {
        byte[] bytes = new byte[SET_BYTES];
        random.nextBytes(bytes);
        return "set" + HexFormat.of().formatHex(bytes);
    }

    /** All realities, in the order of their names. */
    public List<Reality> list(MemoryRepository repository) {
        Root root = repository.root();
        return root.hidden().of(Kind.REALITY, "").stream().flatMap(ref -> Reality.of(ref, root).stream()).toList();
    }

    /** The reality of this id or name; empty when there is none. */
    public Optional<Reality> find(MemoryRepository repository, String idOrName) {
        return find(repository.root(), idOrName);
    }

    static Optional<Reality> find(Root root, String idOrName) {
        int mark = idOrName.indexOf(ID_MARK);
        String name = idOrName.substring(mark + 1);
        HiddenRef ref = ref(root, name);
        Optional<Reality> found = ref == null ? Optional.empty() : Reality.of(ref, root);
        return found.filter(reality -> mark < 0 || reality.id().equals(idOrName));
    }

    private static @Nullable HiddenRef ref(Root root, String name) {
        if (name.isEmpty() || name.length() > HiddenName.MOST_CHARS)
            return null;
        return root.hidden().get(new HiddenName(Kind.REALITY, "", name));
    }

    /**
     * Makes realities, all or none, in one write. The caller holds a lease on their base.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<RealityOutcome> create(Actor actor, MemoryRepository repository, NewRealities wanted,
            boolean dryRun) throws IOException {
        if (wanted.names().size() > limits.refs().batch())
            return done(limit("refs.batch", "one request makes at most " + limits.refs().batch() + " realities"));
        Root root = repository.root();
        Quarantine objects = new Quarantine(wanted.changes().isEmpty() ? 1 : wanted.names().size());
        List<RefUpdate> updates = new ArrayList<>(wanted.names().size());
        List<HiddenUpdate> hidden = new ArrayList<>(wanted.names().size());
        Map<RefName, Ttl> ttls = new HashMap<>();
        // Only this write has the number that follows, or it is not made: see the check of each branch.
        String made = Long.toString(root.number().value() + 1);
        try {
            for (String name : wanted.names()) {
                RefName branch = Reality.branch(name).orElseThrow();
                if (root.refs().get(branch) != null)
                    return done(new Exists(branch));
                updates.add(RefUpdate.create(branch, head(repository, wanted, name, objects)));
                if (!wanted.ttl().isNever())
                    ttls.put(branch, wanted.ttl());
                hidden.add(HiddenUpdate.create(new HiddenName(Kind.REALITY, "", name),
                        new HiddenUpdate.Value(ObjectId.zeroId(), facts(wanted, made), Ttl.NEVER)));
            }
        } catch (DeclinedException e) {
            return done(new Declined(e.declined()));
        }
        if (dryRun)
            return done(judged(repository, wanted, updates, repository.judge(updates)));
        return repositories
                .write(actor, repository, new RepoPayload.Write(objects, updates, EventType.BRANCH, ttls,
                        new HiddenUpdate.Batch(hidden, limits.refs().hiddenPerRepository())))
                .thenApply(outcome -> judged(repository, wanted, updates, outcome));
    }

    private static Map<String, String> facts(NewRealities wanted, String made) {
        return Map.of(Reality.SET, wanted.set(), Reality.BASE_BRANCH, wanted.baseBranch(), Reality.STARTED_AT,
                wanted.base().name(), Reality.MADE, made);
    }

    private ObjectId head(MemoryRepository repository, NewRealities wanted, String name, Quarantine objects)
            throws DeclinedException {
        List<FileAction> actions = wanted.changes().get(name);
        if (actions == null || actions.isEmpty())
            return wanted.base();
        Optional<CommitOutcome.Declined> malformed = rules.check(actions);
        if (malformed.isPresent())
            throw new DeclinedException(malformed.get());
        ObjectSource source = source(repository, objects);
        ObjectId base = CommitBytes.treeOf(source.get(wanted.base(), Constants.OBJ_COMMIT));
        ObjectId tree = new TreeEditor(source, objects, limits.tree(), base).apply(actions);
        if (tree.equals(base))
            return wanted.base();
        return objects.insert(Constants.OBJ_COMMIT,
                CommitBytes.of(tree, List.of(wanted.base()), CommitBytes.author(wanted.author()), wanted.author(),
                        ("Start " + name + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static ObjectSource source(MemoryRepository repository, Quarantine objects) {
        return id -> {
            var view = objects.find(id);
            return view == null ? repository.objects().find(id) : view;
        };
    }

    private RealityOutcome judged(MemoryRepository repository, NewRealities wanted, List<RefUpdate> updates,
            Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(EventNumber number) -> new Made(made(repository, wanted, updates), number);
            case Outcome.Stale(RefName name, _) -> new Exists(name);
            case Outcome.Conflicted(String code, _) when code.equals(HiddenUpdate.MOVED) ->
                new Exists(updates.getFirst().name());
            case Outcome.Conflicted(String code, String detail) -> declined(code, detail, "");
            case Outcome.Refused(String code, String detail, String limit) -> declined(code, detail, limit);
        };
    }

    private static List<Reality> made(MemoryRepository repository, NewRealities wanted, List<RefUpdate> updates) {
        Root root = repository.root();
        List<Reality> made = new ArrayList<>(updates.size());
        for (int i = 0; i < updates.size(); i++) {
            String name = wanted.names().get(i);
            HiddenRef ref = ref(root, name);
            Optional<Reality> found = ref == null ? Optional.empty() : Reality.of(ref, root);
            ObjectId head = updates.get(i).newId();
            made.add(found.orElseGet(() -> new Reality(name, wanted.set(), wanted.baseBranch(), wanted.base(), head,
                    Map.of(), 0, Instant.ofEpochMilli(root.timeMillis()), Optional.empty())));
        }
        return made;
    }

    static RealityOutcome declined(String code, String detail, String limit) {
        Reason reason = limit.isEmpty() ? Reason.of(code) : Reason.LIMIT_EXCEEDED;
        return new Declined(new CommitOutcome.Declined(reason, "", detail, limit));
    }

    static RealityOutcome limit(String limit, String detail) {
        return declined("", detail, limit);
    }

    /** Writes down what was measured of a reality; what was measured before and is not named stays. */
    public CompletableFuture<RealityOutcome> score(Actor actor, MemoryRepository repository, String idOrName,
            Map<String, Double> metrics, boolean dryRun) {
        return writing(actor, repository, Set.of(), dryRun, objects -> {
            Root root = repository.root();
            Optional<Reality> found = find(root, idOrName);
            HiddenRef ref = found.isEmpty() ? null : ref(root, found.get().name());
            if (ref == null)
                return new Attempt.Answer(new Missing(idOrName));
            Map<String, String> facts = new HashMap<>(ref.facts());
            metrics.forEach((name, value) -> facts.put(Reality.METRIC + name, value.toString()));
            HiddenUpdate update = HiddenUpdate.change(ref,
                    new HiddenUpdate.Value(ref.commit(), facts, ref.ttl()));
            return new Attempt.Submit(objects, List.of(), EventType.BRANCH, List.of(update),
                    number -> new Scored(find(repository.root(), idOrName).orElse(found.get()), number));
        });
    }

    /** Merges the winner of a set into a branch and drops the others, in one write. */
    public CompletableFuture<RealityOutcome> select(Actor actor, MemoryRepository repository, Selection selection,
            boolean dryRun) {
        Set<RefName> branches = selection.target().map(Set::of).orElse(Set.of());
        return writing(actor, repository, branches, dryRun,
                objects -> new Selecting(repository, merge, objects, selection).decide());
    }

    /** Decides on the repository as it is now, with new objects in a quarantine. */
    interface Plan {
        Attempt decide(Quarantine objects) throws IOException;
    }

    private CompletableFuture<RealityOutcome> writing(Actor actor, MemoryRepository repository, Set<RefName> branches,
            boolean dryRun, Plan plan) {
        Lease lease = repository.lease();
        try {
            return attempt(actor, repository, branches, dryRun, plan, 0).whenComplete((_, _) -> lease.close());
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    // A loop where the ledger answers at once: a call for every try would use up the stack.
    private CompletableFuture<RealityOutcome> attempt(Actor actor, MemoryRepository repository, Set<RefName> branches,
            boolean dryRun, Plan plan, int triesBefore) {
        for (int tries = triesBefore;; tries++) {
            if (tries == CHANCES && !branches.isEmpty())
                return commits.alone(repository, branches,
                        () -> attempt(actor, repository, branches, dryRun, plan, CHANCES + 1));
            if (tries > limits.commit().retries())
                return CompletableFuture.failedFuture(new LedgerException(Fate.NOT_APPLIED,
                        "realities moved " + tries + " times while they were written to"));
            Attempt decided = decide(repository, plan);
            if (decided instanceof Attempt.Answer(RealityOutcome outcome))
                return done(outcome);
            Attempt.Submit submit = (Attempt.Submit) decided;
            CompletableFuture<Outcome> submitted = submit(actor, repository, submit, dryRun);
            int next = tries + 1;
            if (!submitted.isDone() || submitted.isCompletedExceptionally())
                return submitted.thenCompose(outcome -> judged(submit, outcome).map(Realities::done)
                        .orElseGet(() -> attempt(actor, repository, branches, dryRun, plan, next)));
            Optional<RealityOutcome> judged = judged(submit, submitted.resultNow());
            if (judged.isPresent())
                return done(judged.get());
        }
    }

    private static Attempt decide(MemoryRepository repository, Plan plan) {
        try {
            return plan.decide(new Quarantine());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + repository.name(), e);
        }
    }

    private CompletableFuture<Outcome> submit(Actor actor, MemoryRepository repository, Attempt.Submit submit,
            boolean dryRun) {
        if (dryRun)
            return CompletableFuture.completedFuture(repository.judge(submit.moved()));
        return repositories.write(actor, repository, new RepoPayload.Write(submit.objects(), submit.moved(),
                submit.type(), Map.of(), new HiddenUpdate.Batch(submit.hidden(), 0)));
    }

    private static Optional<RealityOutcome> judged(Attempt.Submit submit, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(EventNumber number) -> Optional.of(submit.done().apply(number));
            case Outcome.Stale _ -> Optional.empty();
            case Outcome.Conflicted(String code, _) when code.equals(HiddenUpdate.MOVED) -> Optional.empty();
            case Outcome.Conflicted(String code, String detail) -> Optional.of(declined(code, detail, ""));
            case Outcome.Refused(String code, String detail, String limit) ->
                Optional.of(declined(code, detail, limit));
        };
    }

    private static CompletableFuture<RealityOutcome> done(RealityOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
