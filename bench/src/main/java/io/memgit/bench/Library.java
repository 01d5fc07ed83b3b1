package io.memgit.bench;

import io.memgit.core.browse.Browse;
import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitRequest;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.Identity;
import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Merge;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.HermeticJgit;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Storage;
import io.memgit.core.sequencer.Operation;
import io.memgit.core.sequencer.Sequencer;
import io.memgit.core.sequencer.SequencerRequest;
import io.memgit.core.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * memgit's core as the server wires it: one ledger in memory, every default limit, history and
 * events on. Everything goes through the public doors, and whatever is not accepted is an error.
 */
final class Library {

    static final RefName MAIN = new RefName("refs/heads/main");

    private static final Actor ACTOR = new Actor("anna");
    private static final Identity AUTHOR = new Identity("Anna", "anna@example.org", 1_700_000_000, 120);
    private static final int ACTIONS_PER_COMMIT = 10_000;

    private final Repositories repositories;
    private final Commits commits;
    private final Browse browse;
    private final boolean inMemory;
    private int created;

    Library() {
        this(null);
    }

    /**
     * @param durable
     *            where repositories are made, or null for memory
     */
    Library(@Nullable Storage durable) {
        HermeticJgit.install();
        Limits limits = Limits.defaults();
        inMemory = durable == null;
        repositories = new Repositories(Storage.inMemory(HistoryRetention.DEFAULT), durable, InstantSource.system(),
                new Random(7), _ -> {}, MemoryBudget.unlimited());
        commits = new Commits(repositories, limits);
        browse = new Browse(limits);
    }

    Browse browse() {
        return browse;
    }

    /** What combines histories of these repositories. */
    Sequencer sequencer() {
        Limits limits = Limits.defaults();
        return new Sequencer(repositories, commits, browse, new Merge(limits), limits, InstantSource.system(),
                new Random(7));
    }

    /** The door to uncommitted state in these repositories. */
    Workspaces workspaces() {
        Limits limits = Limits.defaults();
        return new Workspaces(repositories, commits, new Merge(limits), limits, InstantSource.system(),
                System::nanoTime,
                new Random(7));
    }

    /** A request for a rebase. */
    SequencerRequest rebase(RefName branch, ObjectId onto) {
        return new SequencerRequest(ACTOR, new Operation.Rebase(branch, onto, onto, false, AUTHOR), null, false);
    }

    /** A new, empty repository. */
    MemoryRepository create() {
        RepoName name = nextName();
        accepted(repositories.create(ACTOR, name, "", inMemory, MAIN).join());
        return repositories.find(name).orElseThrow();
    }

    /**
     * A new repository with a history of {@code count} commits, each of one new file content of 100 B.
     */
    MemoryRepository createWithCommits(int count) {
        MemoryRepository repository = create();
        for (int i = 0; i < count; i++)
            commitOneFile(repository, i);
        return repository;
    }

    /** A new repository with the files of {@code paths}, in as few commits as the limits allow. */
    MemoryRepository createWithFiles(FilePaths paths) {
        MemoryRepository repository = create();
        for (int start = 0; start < paths.count(); start += ACTIONS_PER_COMMIT) {
            FileAction[] actions = new FileAction[Math.min(ACTIONS_PER_COMMIT, paths.count() - start)];
            for (int i = 0; i < actions.length; i++)
                actions[i] = put(paths.path(start + i), start + i);
            commit(repository, List.of(actions));
        }
        return repository;
    }

    MemoryRepository fork(MemoryRepository source) {
        RepoName name = nextName();
        accepted(repositories.fork(ACTOR, source, name, "", inMemory, null).join());
        return repositories.find(name).orElseThrow();
    }

    void delete(MemoryRepository repository) {
        accepted(repositories.delete(ACTOR, repository).join());
    }

    /** Folds everything into one pack. */
    void fold(MemoryRepository repository) {
        try {
            repository.fold(EmptyProgress.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One commit of one file of 100 B, whose content nobody has seen before. */
    ObjectId commitOneFile(MemoryRepository repository, int seed) {
        return commit(repository, List.of(put("file", seed)));
    }

    ObjectId commit(MemoryRepository repository, List<FileAction> actions) {
        CommitRequest request = new CommitRequest(MAIN, "a message", actions, AUTHOR, AUTHOR, ACTOR, null, null,
                false, false);
        return switch (commits.commit(repository, request).join()) {
            case CommitOutcome.Committed committed -> committed.commit();
            case CommitOutcome.HeadMoved moved -> throw new IllegalStateException(moved.toString());
            case CommitOutcome.Declined declined -> throw new IllegalStateException(declined.toString());
        };
    }

    /** Creates, moves or deletes refs in one entry. */
    void update(MemoryRepository repository, List<RefUpdate> updates) {
        accepted(repositories
                .write(ACTOR, repository, new RepoPayload.Write(new Quarantine(), updates, EventType.BRANCH))
                .join());
    }

    static ObjectId head(MemoryRepository repository) {
        return repository.refs().idOf(MAIN);
    }

    static FileAction put(String path, int seed) {
        return new FileAction.Put(path, new Content.Bytes(FileContents.of(seed)), null, null);
    }

    private RepoName nextName() {
        return new RepoName("repository-" + created++);
    }

    private static void accepted(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted))
            throw new IllegalStateException("not accepted: " + outcome);
    }

    private static final class EmptyProgress extends EmptyProgressMonitor {
        static final EmptyProgress INSTANCE = new EmptyProgress();
    }
}
