package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.Event;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HeadMove;
import io.memgit.core.event.Resume;
import io.memgit.core.file.Disk;
import io.memgit.core.file.ObjectFiles;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.PushLimits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.PackReceiver;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * Repositories on disk behind a log that never fails, as a durable ledger would have them: an entry
 * is
 * logged before it is applied; a start is the last snapshot and what was logged since. Beside them
 * a
 * model of what was answered.
 */
final class DurableRepos {

    /** A repository, as it was answered. */
    record Modelled(Map<RefName, ObjectId> refs, Set<ObjectId> leftBehind, List<Event> events) {

        Modelled() {
            this(new TreeMap<>(), new HashSet<>(), new ArrayList<>());
        }
    }

    private static final Actor ANNA = new Actor("anna");
    private static final PushLimits KEPT = kept();

    private final Limits limits;
    private final StoredRepos commits;
    private final Random random;
    private final long startBytes;
    private final List<byte[]> log = new ArrayList<>();
    private final Map<RepoId, Modelled> model = new TreeMap<>(Comparator.comparing(RepoId::toString));
    private byte[] snapshot = {};
    private long names = 1;
    private long millis = 1_700_000_000_000L;
    private RepositoriesState state;
    private ObjectFiles files;

    DurableRepos(Path data, Disk disk, long seed) throws IOException {
        this(data, disk, seed, Limits.defaults(), Long.MAX_VALUE);
    }

    /** A start may take {@code startBytes} for hot objects. */
    DurableRepos(Path data, Disk disk, long seed, Limits limits, long startBytes) throws IOException {
        this.limits = limits;
        this.startBytes = startBytes;
        commits = new StoredRepos(seed);
        random = new Random(seed);
        files = ObjectFiles.open(data, disk, names += 1 << 20);
        state = new RepositoriesState(limits, files, startBytes);
        state.recovered();
    }

    /** The process ends, and another one begins with what is below {@code data}. */
    void restart(Path data, Disk disk) throws IOException {
        files = ObjectFiles.open(data, disk, names += 1 << 20);
        state = new RepositoriesState(limits, files, startBytes);
        EntryCodec codec = new EntryCodec(List.of(state));
        if (snapshot.length > 0)
            state.restore(new ByteArrayInputStream(snapshot));
        for (byte[] entry : log)
            state.apply(codec.decode(entry));
        state.recovered();
    }

    ObjectFiles files() {
        return files;
    }

    byte[] snapshot() {
        return snapshot;
    }

    List<RepoId> ids() {
        return List.copyOf(model.keySet());
    }

    MemoryRepository repository(RepoId id) {
        return Objects.requireNonNull(state.find(id), id::toString);
    }

    RepoId create() {
        RepoId id = RepoId.random(random);
        submit(id, new RepoPayload.Create(id, new RepoName("r" + model.size()), "of " + id, false,
                StoredRepos.branch(0)));
        model.put(id, new Modelled());
        return id;
    }

    RepoId fork(RepoId source) {
        RepoId id = RepoId.random(random);
        submit(id, new RepoPayload.Fork(id, new RepoName("f" + model.size()), "", false, source, null));
        Modelled fork = new Modelled();
        fork.refs.putAll(Objects.requireNonNull(model.get(source)).refs);
        model.put(id, fork);
        return id;
    }

    void delete(RepoId id) {
        submit(id, new RepoPayload.Delete(id));
        model.remove(id);
    }

    void commit(RepoId id, RefName branch) {
        ObjectId head = headOf(id, branch);
        // Some are too large for a chunk of the hot tier.
        int lines = random.nextInt(4) == 0 ? 2_000 : 1 + random.nextInt(20);
        StoredRepos.Made made = commits.make(repository(id), head, lines);
        write(id, made.objects(), RefUpdate.fastForward(branch, head, made.commit()), EventType.COMMIT);
    }

    /** A commit that comes as a pack, which is kept as it came. */
    void push(RepoId id, RefName branch) throws IOException {
        MemoryRepository repository = repository(id);
        ObjectId head = headOf(id, branch);
        StoredRepos.Made made = commits.make(repository, head);
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        try (PackWriter writer = new PackWriter(new PackConfig(),
                repository.getObjectDatabase().newReader(made.objects()))) {
            Set<ObjectId> have = head.equals(ObjectId.zeroId()) ? Set.of() : Set.of(head);
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(made.commit()), have);
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
        }
        try (Quarantine received = PackReceiver.receive(repository.getObjectDatabase(),
                new ByteArrayInputStream(pack.toByteArray()), KEPT, new ObjectChecker(),
                NullProgressMonitor.INSTANCE)) {
            assertThat(received.packRef()).isNotNull();
            write(id, received, RefUpdate.fastForward(branch, head, made.commit()), EventType.PUSH);
        }
    }

    /** A pack comes in, and no entry follows. */
    void pushInVain(RepoId id) throws IOException {
        MemoryRepository repository = repository(id);
        Quarantine objects = new Quarantine();
        StoredRepos.Made made = commits.make(repository, ObjectId.zeroId());
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        try (PackWriter writer = new PackWriter(new PackConfig(),
                repository.getObjectDatabase().newReader(made.objects()))) {
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(made.commit()), Set.of());
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
        }
        PackReceiver.receive(repository.getObjectDatabase(), new ByteArrayInputStream(pack.toByteArray()), KEPT,
                new ObjectChecker(), NullProgressMonitor.INSTANCE).close();
        assertThat(objects.count()).isZero();
    }

    void deleteBranch(RepoId id, RefName branch) {
        ObjectId head = headOf(id, branch);
        if (head.equals(ObjectId.zeroId()) || branch.equals(repository(id).root().head()))
            return;
        write(id, new Quarantine(), RefUpdate.delete(branch, head), EventType.BRANCH);
    }

    void fold(RepoId id) throws IOException {
        repository(id).fold(NullProgressMonitor.INSTANCE);
    }

    /** Takes a snapshot; entries may be applied while it is written. */
    void takeSnapshot(Runnable meanwhile) throws IOException {
        LedgerState.Snapshot grabbed = state.snapshot();
        int upTo = log.size();
        meanwhile.run();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        grabbed.writeTo(bytes);
        snapshot = bytes.toByteArray();
        log.subList(0, upTo).clear();
        state.snapshotKept(grabbed);
    }

    /** Everything that was answered is there, and nothing else. */
    void check() {
        assertThat(state.ids()).isEqualTo(model.keySet());
        model.forEach((id, modelled) -> {
            MemoryRepository repository = repository(id);
            Map<RefName, ObjectId> refs = new TreeMap<>();
            repository.refs().withPrefix("").forEach(ref -> refs.put(ref.name(), ref.id()));
            assertThat(refs).isEqualTo(modelled.refs);
            assertThat(((Resume.Replay) repository.events().resume(EventNumber.NONE, 1 << 20)).events())
                    .isEqualTo(modelled.events);
            Set<ObjectId> roots = new HashSet<>(refs.values());
            roots.addAll(modelled.leftBehind);
            StoredRepos.closure(repository, roots);
        });
    }

    /** Nothing is on disk but what the repositories and the snapshot refer to. */
    void checkNothingIsLeftOver() throws IOException {
        takeSnapshot(() -> {});
        Map<String, Integer> bySuffix = new HashMap<>();
        files.names().forEach(name -> bySuffix.merge(name.name().substring(name.name().indexOf('.')), 1, Integer::sum));
        assertThat(bySuffix.getOrDefault(".state", 0)).isEqualTo(model.size());
        Set<Object> needed = new HashSet<>();
        model.keySet().forEach(id -> needed.addAll(repository(id).objects().files()));
        assertThat(files.names().stream().filter(name -> !name.name().endsWith(".state")).toList())
                .allMatch(needed::contains);
    }

    /** The bytes of an object, for those who want to see how it is read. */
    static byte[] read(MemoryRepository repository, ObjectId id) {
        ObjectView view = repository.objects().find(id);
        return Objects.requireNonNull(view, id::name).toByteArray();
    }

    ObjectId headOf(RepoId id, RefName branch) {
        return Objects.requireNonNull(model.get(id)).refs.getOrDefault(branch, ObjectId.zeroId());
    }

    private void write(RepoId id, Quarantine objects, RefUpdate update, EventType type) {
        RefName head = repository(id).root().head();
        submit(id, new RepoPayload.Write(objects, List.of(update), type));
        Modelled modelled = Objects.requireNonNull(model.get(id));
        if (update.deletes())
            modelled.refs.remove(update.name());
        else
            modelled.refs.put(update.name(), update.newId());
        if (update.rewinds())
            modelled.leftBehind.add(update.oldId());
        RefName newHead = repository(id).root().head();
        modelled.events.add(
                new Event(new EventNumber(modelled.events.size() + 1L), type, millis, ANNA.name(), List.of(update),
                        head.equals(newHead) ? null : new HeadMove(head, newHead)));
    }

    /** When the last entry was submitted, in milliseconds since 1970. */
    long millis() {
        return millis;
    }

    RepositoriesState state() {
        return state;
    }

    Outcome submit(RepoId target, RepoPayload payload) {
        Entry entry = new Entry(target, ANNA, ++millis, payload);
        try {
            log.add(new EntryCodec(List.of(state)).encode(entry));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Outcome outcome = state.apply(entry);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return outcome;
    }

    private static PushLimits kept() {
        PushLimits base = PushLimits.defaults();
        return new PushLimits(base.packSize(), base.objectSize(), base.objects(), base.deltaDepth(),
                base.resolvedSize(), base.resolvedRatio(), base.resolvedAllowance(), base.time(), base.commands(),
                base.commandSize(), base.options(), base.optionSize(), 1, new ByteCount(1));
    }
}
