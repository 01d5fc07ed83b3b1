package io.memgit.core.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ObjectStore;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefMap;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Real repositories for tests of what they store: makes commits, moves refs, follows what refs lead
 * to.
 */
final class StoredRepos {

    static final HistoryRetention RETENTION = new HistoryRetention(Duration.ofSeconds(1_000), 100_000);

    /** A commit that is made and not applied. */
    record Made(ObjectId commit, Quarantine objects, List<ObjectId> ids) {}

    private static final RefName DEFAULT_BRANCH = new RefName("refs/heads/default");

    private final Random random;
    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final AtomicLong nanos = new AtomicLong();
    private final Terms terms = new Terms(RETENTION, Limits.defaults().upload(), Integer.MAX_VALUE,
            Limits.defaults().browse(),
            nanos::get);

    StoredRepos(long seed) {
        random = new Random(seed);
    }

    MemoryRepository create(ObjectStore store) {
        RepoId id = RepoId.random(random);
        RepositoryIdentity identity = new RepositoryIdentity(id, new RepoName("test"), true, null, clock.get());
        return new MemoryRepository(identity, store, terms,
                new Root(RefMap.EMPTY, DEFAULT_BRANCH, "", EventNumber.NONE, clock.get(), 0, false));
    }

    MemoryRepository fork(MemoryRepository source) {
        return source.fork(
                new RepoPayload.Fork(RepoId.random(random), new RepoName("fork"), "", true, source.id(), null),
                clock.get(), terms, null);
    }

    static RefName branch(int number) {
        return new RefName("refs/heads/b" + number);
    }

    /** A commit of one new file beside those of {@code parent}, or alone for the zero id. */
    Made make(MemoryRepository repository, ObjectId parent) {
        return make(repository, parent, 1 + random.nextInt(20));
    }

    /** As {@link #make(MemoryRepository, ObjectId)}, with a file of so many lines. */
    Made make(MemoryRepository repository, ObjectId parent, int lines) {
        Quarantine objects = new Quarantine();
        List<ObjectId> ids = new ArrayList<>();
        byte[] content = ("content " + random.nextLong()).repeat(lines).getBytes(UTF_8);
        ids.add(objects.insert(Constants.OBJ_BLOB, content));
        TreeFormatter tree = new TreeFormatter();
        tree.append("a-new-file", FileMode.REGULAR_FILE, ids.getFirst());
        if (!parent.equals(ObjectId.zeroId()))
            tree.append("before", FileMode.TREE, treeOf(repository, parent));
        ids.add(objects.insert(Constants.OBJ_TREE, tree.toByteArray()));
        StringBuilder commit = new StringBuilder("tree ").append(ids.getLast().name()).append('\n');
        if (!parent.equals(ObjectId.zeroId()))
            commit.append("parent ").append(parent.name()).append('\n');
        for (String role : List.of("author", "committer"))
            commit.append(role).append(" A <a@example.org> ").append(clock.get() / 1_000).append(" +0000\n");
        commit.append("\nmade\n");
        ids.add(objects.insert(Constants.OBJ_COMMIT, commit.toString().getBytes(UTF_8)));
        return new Made(ids.getLast(), objects, ids);
    }

    Outcome apply(MemoryRepository repository, Quarantine objects, RefUpdate update) {
        RepoPayload.Write write = new RepoPayload.Write(objects, List.of(update), EventType.REF);
        return repository.apply(new Entry(repository.id(), new Actor("test"), clock.incrementAndGet(), write));
    }

    /** Lets the time pass in which deleted refs can be brought back. */
    void forgetHistory(Iterable<MemoryRepository> repositories) {
        nanos.addAndGet(2 * RETENTION.age().toNanos());
        repositories.forEach(repository -> repository.events().expire());
    }

    /**
     * Everything that {@code roots} lead to.
     *
     * @throws AssertionError
     *             when some of it is not there, or has other bytes than its id says
     */
    static Set<ObjectId> closure(MemoryRepository repository, Iterable<ObjectId> roots) {
        Set<ObjectId> met = new HashSet<>();
        Deque<ObjectId> next = new ArrayDeque<>();
        roots.forEach(next::add);
        while (!next.isEmpty()) {
            ObjectId id = next.remove();
            if (!met.add(id))
                continue;
            ObjectView view = repository.objects().find(id);
            if (view == null)
                throw new AssertionError("missing object " + id.name());
            byte[] bytes = view.toByteArray();
            if (!new Quarantine().insert(view.type(), bytes).equals(id))
                throw new AssertionError("wrong bytes of " + id.name());
            addLinks(view.type(), bytes, next);
        }
        return met;
    }

    static Set<ObjectId> tips(RefMap refs) {
        Set<ObjectId> tips = new HashSet<>();
        refs.withPrefix("refs/").forEach(ref -> tips.add(ref.id()));
        return tips;
    }

    private static ObjectId treeOf(MemoryRepository repository, ObjectId commit) {
        ObjectView view = repository.objects().find(commit);
        if (view == null)
            throw new AssertionError("missing commit " + commit.name());
        return ObjectId.fromString(view.toByteArray(), "tree ".length());
    }

    private static void addLinks(int type, byte[] bytes, Deque<ObjectId> to) {
        if (type == Constants.OBJ_COMMIT) {
            to.add(ObjectId.fromString(bytes, "tree ".length()));
            int at = RawParseUtils.nextLF(bytes, 0);
            while (RawParseUtils.match(bytes, at, "parent ".getBytes(US_ASCII)) >= 0) {
                to.add(ObjectId.fromString(bytes, at + "parent ".length()));
                at = RawParseUtils.nextLF(bytes, at);
            }
        } else if (type == Constants.OBJ_TREE) {
            MutableObjectId id = new MutableObjectId();
            for (int at = 0; at < bytes.length; at += Constants.OBJECT_ID_LENGTH) {
                at = RawParseUtils.next(bytes, at, '\0');
                id.fromRaw(bytes, at);
                to.add(id.toObjectId());
            }
        }
    }
}
