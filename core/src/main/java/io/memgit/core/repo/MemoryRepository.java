package io.memgit.core.repo;

import io.memgit.core.event.EventLog;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.file.RepositoryFolder;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Folder;
import io.memgit.core.object.MemoryObjectDatabase;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.Quarantine;
import io.memgit.core.object.WalkBudget;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One repository in memory: refs, objects and events.
 *
 * <p>
 * For JGit it is a {@link DfsRepository} that is read through and never written: objects and refs
 * come in by entries.
 *
 * <p>
 * Reads take no lock. {@link #apply} is the only thing that changes it, one entry at a time; the
 * writer lock is held for that, for taking a {@link Lease}, for starting a fork and for the two
 * ends of a fold, and never while something is waited for.
 */
public final class MemoryRepository extends DfsRepository {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRepository.class);
    /** About what an empty repository takes, and a ref of a name of usual length. */
    private static final long EMPTY_BYTES = 2_000;
    private static final long REF_BYTES = 120;
    private static final long LIFETIME_BYTES = 60;

    private final RepositoryIdentity identity;
    private final ObjectStore objects;
    private final EventLog events;
    private final Terms terms;
    private final MemoryObjectDatabase database;
    private final MemoryRefDatabase refDatabase = new MemoryRefDatabase(this);
    private final Visible visible;
    private final Uploads uploads;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final NextChange nextChange = new NextChange();
    private final ReentrantLock writer = new ReentrantLock();
    private volatile Root root;
    private volatile long usedNanos;
    private volatile boolean resident = true;
    /** The count of rewinds at which all that is stored was reachable from the refs. */
    private volatile long cleanRewinds;

    /** A new repository without refs. */
    MemoryRepository(RepoPayload.Create create, long timeMillis, Terms terms, @Nullable RepositoryFolder folder) {
        this(new RepositoryIdentity(create.id(), create.name(), create.memoryOnly(), null, timeMillis),
                new ObjectStore(folder), terms, new Root(RefMap.EMPTY, create.defaultBranch(), create.description(),
                        EventNumber.NONE, timeMillis, 0, false, starting(create.ttl(), timeMillis, terms)));
    }

    MemoryRepository(RepositoryIdentity identity, ObjectStore objects, Terms terms, Root root) {
        super(new Builder(identity));
        this.identity = identity;
        this.objects = objects;
        this.terms = terms;
        this.uploads = new Uploads(terms.uploads(), terms.nanos(), this::leasedSince);
        this.visible = new Visible(this, uploads, terms);
        this.events = new EventLog(terms.history(), root.number(), root.timeMillis(), terms.nanos(),
                () -> this.root.number().value());
        this.root = root;
        this.usedNanos = terms.nanos().getAsLong();
        this.database = new MemoryObjectDatabase(this, objects, _ -> {
            throw new IllegalStateException("objects come in by entries, see Repositories.write");
        });
    }

    /** JGit makes repositories with a builder; ours are made by entries, and use it for the name. */
    private static final class Builder extends DfsRepositoryBuilder<Builder, MemoryRepository> {
        Builder(RepositoryIdentity identity) {
            setRepositoryDescription(new DfsRepositoryDescription(identity.name().value()));
            setFS(FS.DETECTED);
        }

        @Override
        public MemoryRepository build() {
            throw new IllegalStateException("repositories are made by entries, see Repositories.create");
        }
    }

    /** A repository that starts with this one's refs, or one of them, and shares its objects. */
    MemoryRepository fork(RepoPayload.Fork fork, long timeMillis, Terms terms, @Nullable RepositoryFolder folder) {
        writer.lock();
        try {
            Root now = root;
            RefMap refs = now.refs();
            RefName head = now.head();
            RefName only = fork.onlyRef();
            if (only != null) {
                RefEntry entry = refs.get(only);
                refs = entry == null ? RefMap.EMPTY : RefMap.EMPTY.with(entry);
                head = only.isBranch() ? only : head;
            }
            // One ref of several leaves behind what only the others reach.
            long rewinds = only == null && holdsOnlyReachable(now) ? 0 : 1;
            Root start = new Root(refs, head, fork.description(), EventNumber.NONE, timeMillis, rewinds, false,
                    starting(fork.ttl(), timeMillis, terms));
            return new MemoryRepository(
                    new RepositoryIdentity(fork.id(), fork.name(), fork.memoryOnly(), identity.id(), timeMillis),
                    objects.fork(folder), terms, start);
        } finally {
            writer.unlock();
        }
    }

    /** A repository of one commit that shares this one's objects. */
    MemoryRepository snapshot(RepoPayload.Snapshot snapshot, long timeMillis, Terms terms,
            @Nullable RepositoryFolder folder) {
        writer.lock();
        try {
            ObjectStore shared = objects.fork(folder);
            shared.publish(snapshot.objects());
            RefMap refs = RefMap.EMPTY.with(new RefEntry(snapshot.branch(), snapshot.commit(), null));
            // What came along is more than the one commit reaches.
            Root start = new Root(refs, snapshot.branch(), snapshot.description(), EventNumber.NONE, timeMillis, 1,
                    false, starting(snapshot.ttl(), timeMillis, terms));
            return new MemoryRepository(new RepositoryIdentity(snapshot.id(), snapshot.name(), snapshot.memoryOnly(),
                    identity.id(), timeMillis), shared, terms, start);
        } finally {
            writer.unlock();
        }
    }

    private static Lifetimes starting(Ttl ttl, long timeMillis, Terms terms) {
        return Lifetimes.starting(ttl, () -> new Stamp(EventNumber.NONE, timeMillis, terms.nanos().getAsLong()));
    }

    public RepoId id() {
        return identity.id();
    }

    public RepoName name() {
        return identity.name();
    }

    /** Whether it lives in memory alone, whatever the server can do. */
    public boolean memoryOnly() {
        return identity.memoryOnly();
    }

    /** The repository it was forked from, or null. */
    public @Nullable RepoId forkOf() {
        return identity.forkOf();
    }

    /** When it was created, in milliseconds since 1970. */
    public long createdMillis() {
        return identity.createdMillis();
    }

    /** Tells that somebody has found it, to use it. */
    void used(long now) {
        usedNanos = now;
        if (!resident)
            resident = true;
    }

    /** When it was last found, by the clock that goes only forward. */
    long usedNanos() {
        return usedNanos;
    }

    /** Whether it was used since it last went out of memory. */
    boolean isResident() {
        return resident;
    }

    /** The memory it takes that is not counted yet, in bytes. */
    long memoryBytes(Set<Object> counted) {
        return EMPTY_BYTES + objects.memoryBytes(counted) + events.memoryBytes() + root.refs().size() * REF_BYTES
                + root.lifetimes().branches().size() * LIFETIME_BYTES + root.hidden().memoryBytes();
    }

    /**
     * Takes out of memory whatever can be read from disk again, after it was written there.
     *
     * @return whether it was done: not while somebody holds a lease
     * @throws IOException
     *             when something cannot be written, is missing or damaged; nothing has changed then
     */
    boolean evict(ProgressMonitor progress) throws IOException {
        if (memoryOnly() || root.deleted() || !leases.isEmpty())
            return false;
        long seen = usedNanos;
        if (objects.hotCount() > 0)
            fold(progress);
        if (usedNanos != seen || !leases.isEmpty())
            return false;
        resident = false;
        database.unload();
        return true;
    }

    /**
     * Takes hot objects out of memory at once, whoever uses them, and drops none.
     *
     * @return whether there were any that can be read from disk again
     * @throws IOException
     *             when they cannot be written; nothing has changed then
     */
    boolean offload() throws IOException {
        return objects.offload(writer);
    }

    /** What the repository is at this moment. */
    public Root root() {
        return root;
    }

    /**
     * Completes once the repository is no longer what it was at {@code seen}. Whoever waits takes the
     * thread that made the change for no longer than it takes to wake up.
     */
    public CompletableFuture<Void> changeAfter(Root seen) {
        return nextChange.after(() -> !root.equals(seen));
    }

    /**
     * What would become of a write with these updates, applied at this moment. A write that is possible
     * is accepted without a number.
     */
    public Outcome judge(List<RefUpdate> updates) {
        Root now = root;
        if (now.deleted())
            return new Outcome.Refused("REPO_NOT_FOUND", "the repository was deleted");
        return switch (RefPlan.of(now, updates, terms.mostRefs())) {
            case RefPlan.Refused(Outcome outcome) -> outcome;
            case RefPlan.Possible _ -> new Outcome.Accepted(EventNumber.NONE);
        };
    }

    /** All refs at this moment. */
    public RefMap refs() {
        return root.refs();
    }

    public ObjectStore objects() {
        return objects;
    }

    public EventLog events() {
        return events;
    }

    @Override
    public MemoryObjectDatabase getObjectDatabase() {
        return database;
    }

    @Override
    public RefDatabase getRefDatabase() {
        return refDatabase;
    }

    @Override
    public boolean exists() {
        return !root.deleted();
    }

    @Override
    public String getGitwebDescription() {
        return root.description();
    }

    @Override
    public void setGitwebDescription(@Nullable String description) throws IOException {
        throw new IOException("a description is changed by an entry, see Repositories.edit");
    }

    /**
     * Whether all of {@code ids} may be named by whoever may read the repository: they can be reached
     * from its refs.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public boolean allVisible(Collection<? extends AnyObjectId> ids) throws IOException {
        return visible.hidden(ids, false).isEmpty();
    }

    /**
     * One of {@code ids} that cannot be named, or empty when all can.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public Optional<ObjectId> firstHidden(Collection<? extends AnyObjectId> ids) throws IOException {
        return visible.hidden(ids, false).stream().findFirst();
    }

    /**
     * Those of {@code ids} that cannot be named.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public Set<ObjectId> hidden(Collection<? extends AnyObjectId> ids) throws IOException {
        return visible.hidden(ids, true);
    }

    /**
     * Those of {@code ids} that cannot be named and never came in with a ref, or were put aside since.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public Set<ObjectId> hiddenApart(Collection<ObjectId> ids) throws IOException {
        List<ObjectId> apart = ids.stream().filter(id -> uploads.isLoose(id) || objects.isAside(id)).toList();
        return apart.isEmpty() ? Set.of() : visible.hidden(apart, true);
    }

    /**
     * Whether {@code actor} may name the object: it can be reached from the refs or from uncommitted
     * state of theirs, or is an upload of theirs.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public boolean visibleTo(Actor actor, AnyObjectId id) throws IOException {
        return firstHiddenFrom(actor, List.of(id)).isEmpty();
    }

    /**
     * One of {@code ids} that {@code actor} may not name, because it is neither reachable from the refs
     * nor an upload of theirs; or empty when there is none.
     *
     * @throws io.memgit.core.object.WalkLimitException
     *             when it takes longer to find out than a walk may
     * @throws IOException
     *             when the repository is damaged
     */
    public Optional<ObjectId> firstHiddenFrom(Actor actor, Collection<? extends AnyObjectId> ids) throws IOException {
        List<? extends AnyObjectId> others = ids.stream()
                .filter(id -> !uploads.belongsTo(id, actor.name()))
                .toList();
        List<HiddenRef> own = ownHidden(actor);
        if (own.isEmpty())
            return firstHidden(others);
        Set<ObjectId> hidden = visible.hidden(others, true);
        return visible.hiddenBehind(own, hidden).stream().findFirst();
    }

    /** What only {@code actor} may name: uncommitted state of theirs. */
    private List<HiddenRef> ownHidden(Actor actor) {
        HiddenRefs refs = root.hidden();
        if (refs.size() == 0)
            return List.of();
        return Stream.of(HiddenName.Kind.WORKSPACE, HiddenName.Kind.TRANSACTION, HiddenName.Kind.STASH)
                .flatMap(kind -> refs.of(kind, actor.name()).stream())
                .filter(ref -> !ref.commit().equals(ObjectId.zeroId()))
                .toList();
    }

    /**
     * Whether nothing is stored at this moment that the refs do not reach, so that whatever is there is
     * visible.
     */
    public boolean holdsOnlyReachable() {
        return holdsOnlyReachable(root);
    }

    /** Whether nothing is stored that the refs of {@code at} do not reach. */
    boolean holdsOnlyReachable(Root at) {
        return leavesNothingBehind(at) && !uploads.hasLoose() && !objects.hasAside();
    }

    /** Whether nothing but uploads is stored that the refs of {@code at} do not reach. */
    boolean leavesNothingBehind(Root at) {
        return at.rewinds() == cleanRewinds;
    }

    /** The most refs that it may have. */
    int mostRefs() {
        return terms.mostRefs();
    }

    /** How long an upload is kept. */
    Duration uploadTime() {
        return terms.uploads().time();
    }

    /**
     * Why no more objects may be uploaded, or empty: there is room for them until
     * {@link #releaseUpload}.
     */
    Optional<Outcome.Refused> reserveUpload(Quarantine objects) {
        return uploads.reserve(objects.count(), objects.bytes());
    }

    void releaseUpload(Quarantine objects) {
        uploads.release(objects.count(), objects.bytes());
    }

    /** Tells who descends from whom, for as long as one walk may take. */
    public Ancestry ancestry() {
        return new Ancestry(this, new WalkBudget(terms.walks(), terms.nanos()));
    }

    /** The repository as it is now, for a snapshot. */
    FrozenRepository freeze() {
        writer.lock();
        try {
            return new FrozenRepository(identity,
                    uploads.hasLoose() || objects.hasAside() ? root.unclean() : root, objects.fork());
        } finally {
            writer.unlock();
        }
    }

    /** The repository as it is now: a few references, to be written to files later. */
    RepositoryImage image() {
        writer.lock();
        try {
            return new RepositoryImage(identity, root, cleanRewinds, objects.image(), events,
                    uploads.image());
        } finally {
            writer.unlock();
        }
    }

    /** What a file said of a repository, before anybody else sees it. */
    void restore(long restoredCleanRewinds, EventLog.Saved records, Uploads.Image restoredUploads) {
        cleanRewinds = restoredCleanRewinds;
        events.restore(records);
        uploads.restore(restoredUploads);
    }

    /** Keeps what is reachable now until the lease is closed. */
    public Lease lease() {
        return lease(root -> root.refs());
    }

    /**
     * The same as if a ref had been put back to what it once was. Ask afterwards whether recorded
     * history still has it: then it is held.
     */
    public Lease leaseAsIf(RefEntry restored) {
        return lease(root -> root.refs().with(restored));
    }

    private Lease lease(Function<Root, RefMap> held) {
        writer.lock();
        try {
            Lease lease = new Lease(this, root, held.apply(root), terms.nanos().getAsLong());
            leases.add(lease);
            return lease;
        } finally {
            writer.unlock();
        }
    }

    void end(Lease lease) {
        leases.remove(lease);
    }

    /** Since when the oldest lease is held; now, when there is none. */
    private long leasedSince() {
        long now = terms.nanos().getAsLong();
        long longest = 0;
        for (Lease lease : leases)
            longest = Math.max(longest, now - lease.takenNanos());
        return now - longest;
    }

    /**
     * Makes one pack of all that is reachable, with what makes clones cheap, and drops what is not
     * reachable and not kept by recorded history, leases or uploads. Blocks until it is done.
     *
     * @throws IOException
     *             when something is missing or damaged; nothing has changed then
     */
    public Folder.Outcome fold(ProgressMonitor progress) throws IOException {
        Root[] folded = new Root[1];
        Folder.Outcome outcome = Folder.fold(database, writer, () -> {
            folded[0] = root;
            return FoldRoots.of(folded[0], leases, uploads, events).roots();
        }, progress);
        if (outcome instanceof Folder.Outcome.Folded done) {
            uploads.settledUpTo(folded[0].writes().value());
            if (done.others() == 0)
                cleanRewinds = folded[0].rewinds();
        }
        return outcome;
    }

    /** Whether a fold pays off, see {@link ObjectStore#isFoldDue}. */
    public boolean foldIsDue() {
        return objects.isFoldDue();
    }

    /** Applies an entry whose target is this repository. */
    Outcome apply(Entry entry) {
        Outcome outcome = applyAlone(entry);
        // Not under the lock: whoever waits for a change may do anything then.
        if (outcome instanceof Outcome.Accepted)
            nextChange.happened();
        return outcome;
    }

    private Outcome applyAlone(Entry entry) {
        writer.lock();
        try {
            Root now = root;
            if (now.deleted())
                return new Outcome.Refused("REPO_NOT_FOUND", "the repository was deleted");
            long time = Math.max(entry.timeMillis(), now.timeMillis());
            return switch ((RepoPayload) entry.payload()) {
                case RepoPayload.Write write -> apply(now, write, entry.actor().name(), time);
                case RepoPayload.Edit edit -> apply(now, edit, entry.actor().name(), time);
                case RepoPayload.ExpireBranches expire -> apply(now, expire, entry.actor().name(), time);
                case RepoPayload.ExpireHidden expire -> apply(now, expire);
                case RepoPayload.Create _,RepoPayload.Fork _,RepoPayload.Snapshot _,RepoPayload.Delete _,RepoPayload.Expire _ ->
                    throw new IllegalArgumentException("an entry about all repositories, given to one");
            };
        } finally {
            writer.unlock();
        }
    }

    /** Empties the repository; what was handed out to readers stays with them. */
    void drop() {
        writer.lock();
        try {
            root = root.gone();
            objects.holdPacks();
        } catch (IOException e) {
            LOG.warn("who still reads {}, which was deleted, may miss something", identity.name(), e);
        } finally {
            writer.unlock();
        }
        nextChange.happened();
    }

    private Outcome apply(Root now, RepoPayload.Edit edit, String actor, long time) {
        String description = edit.description() == null ? now.description() : edit.description();
        RefName head = edit.defaultBranch() == null ? now.head() : edit.defaultBranch();
        EventNumber number = events.append(EventType.REPO, time, actor, List.of(), now.headMove(head));
        Lifetimes lifetimes = now.lifetimes().edited(edit.ttl(), head, () -> stamp(now, time));
        root = now.withEdit(description, head, number, time, lifetimes);
        return new Outcome.Accepted(number);
    }

    private Outcome apply(Root now, RepoPayload.Write write, String actor, long time) {
        return switch (RefPlan.of(now, write.updates(), write.mostRefs())) {
            case RefPlan.Refused(Outcome outcome) -> outcome;
            case RefPlan.Possible plan -> {
                Stamp stamp = stamp(now, time);
                yield switch (HiddenPlan.of(now.hidden(), write.hidden(), stamp, write.updates())) {
                    case HiddenPlan.Refused(Outcome outcome) -> outcome;
                    case HiddenPlan.Possible(HiddenRefs hidden) when !write.hidden().isEmpty()
                            && write.updates().isEmpty() ->
                        applyHidden(now, write, stamp, hidden);
                    case HiddenPlan.Possible(HiddenRefs hidden) -> apply(now, write, actor, stamp, plan, hidden);
                };
            }
        };
    }

    private Outcome apply(Root now, RepoPayload.Write write, String actor, Stamp stamp, RefPlan.Possible plan,
            HiddenRefs hidden) {
        EventNumber number = now.number().next();
        // Marked before they can be seen: what is stored and not marked may be named by anybody.
        keepUploads(write, actor, stamp.number());
        if (HiddenPlan.hides(write.hidden(), write.updates()))
            hide(write.objects(), stamp.number());
        objects.publish(write.objects());
        // Shown by the root, together with what it tells of.
        events.append(write.type(), stamp.millis(), actor, write.updates(), now.headMove(plan.head()));
        Lifetimes lifetimes = now.lifetimes().written(write.updates(), write.ttls(), plan.head(), () -> stamp);
        root = now.withWrite(plan.refs(), plan.head(), number, stamp.millis(), plan.rewinds(), lifetimes, hidden);
        return new Outcome.Accepted(number);
    }

    /** A write to hidden refs alone has no event: nobody is to hear of it. */
    private Outcome applyHidden(Root now, RepoPayload.Write write, Stamp stamp, HiddenRefs hidden) {
        uploads.expire();
        hide(write.objects(), stamp.number());
        objects.publish(write.objects());
        boolean onlyNamed = HiddenPlan.renewsOnly(now.hidden(), write.hidden());
        root = now.withHidden(hidden.changed(), onlyNamed
                ? now.lifetimes()
                : now.lifetimes().written(List.of(), Map.of(), now.head(), () -> stamp));
        return new Outcome.Accepted(now.number());
    }

    /**
     * Whether refs lead to it for certain, unless it is loose: not to what a fold may be dropping now.
     */
    private boolean isReached(ObjectId id) {
        return leavesNothingBehind(root) && objects.has(id) && !objects.isAside(id);
    }

    private void hide(Quarantine brought, EventNumber number) {
        brought.forEach((id, _) -> {
            if (!isReached(id) || uploads.isLoose(id))
                uploads.hide(id, number.value());
        });
    }

    private Outcome apply(Root now, RepoPayload.ExpireHidden expire) {
        HiddenRefs left = now.withoutUnchanged(expire.refs());
        if (left.size() == now.hidden().size())
            return new Outcome.Conflicted(HiddenUpdate.MOVED, "all of them were written to");
        root = now.withHidden(left.changed(), now.lifetimes());
        return new Outcome.Accepted(now.number());
    }

    private Outcome apply(Root now, RepoPayload.ExpireBranches expire, String actor, long time) {
        List<RefUpdate> over = now.unchanged(expire.branches());
        return switch (RefPlan.of(now, over, 0)) {
            case RefPlan.Refused(Outcome outcome) -> outcome;
            case RefPlan.Possible _ when over.isEmpty() -> {
                RefName first = expire.branches().getFirst().name();
                yield new Outcome.Stale(first, now.refs().idOf(first));
            }
            case RefPlan.Possible plan -> {
                EventNumber number = events.append(EventType.BRANCH, time, actor, over);
                root = now.withWrite(plan.refs(), plan.head(), number, time, plan.rewinds(),
                        now.lifetimes().without(over), HiddenPlan.withoutDeleted(now.hidden(), over));
                yield new Outcome.Accepted(number);
            }
        };
    }

    /** The moment of the write that follows {@code now}. */
    private Stamp stamp(Root now, long timeMillis) {
        return new Stamp(now.writes().next(), timeMillis, terms.nanos().getAsLong());
    }

    private void keepUploads(RepoPayload.Write write, String actor, EventNumber number) {
        uploads.expire();
        if (write.keepMillis() <= 0)
            return;
        long nanos = TimeUnit.MILLISECONDS.toNanos(write.keepMillis());
        write.objects()
                .forEach((id, view) -> uploads.add(id, actor, view.length(), nanos, number.value(),
                        isReached(id)));
    }
}
