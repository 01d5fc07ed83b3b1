package io.memgit.core.commit;

import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A core without a server: repositories behind a ledger, and commits into one of them. */
public final class CoreFixture {

    public static final Actor ANNA = new Actor("anna");
    public static final RefName MAIN = RefName.branch("main").orElseThrow();
    public static final Identity AUTHOR = new Identity("Anna", "anna@example.org", 1_700_000_000, 120);

    public final Repositories repositories;
    public final Commits commits;
    public final MemoryRepository repository;

    public CoreFixture() {
        this(ledger -> ledger, HistoryRetention.DEFAULT);
    }

    public CoreFixture(UnaryOperator<Ledger> wrapped) {
        this(wrapped, HistoryRetention.DEFAULT);
    }

    public CoreFixture(HistoryRetention retention) {
        this(ledger -> ledger, retention);
    }

    private CoreFixture(UnaryOperator<Ledger> wrapped, HistoryRetention retention) {
        Storage storage = Storage.inMemory(retention);
        repositories = new Repositories(storage.behind(wrapped.apply(storage.ledger())),
                () -> Instant.ofEpochMilli(1_700_000_000_000L), new Random(7));
        commits = new Commits(repositories, Limits.defaults());
        RepoName name = new RepoName("app");
        repositories.create(ANNA, name, "", true, MAIN).join();
        repository = repositories.find(name).orElseThrow();
    }

    public CommitOutcome commit(FileAction... actions) {
        return commits.commit(repository, request(MAIN, List.of(actions), null, null)).join();
    }

    public CommitOutcome commit(CommitRequest request) {
        return commits.commit(repository, request).join();
    }

    public static CommitRequest request(RefName branch, List<FileAction> actions, @Nullable ObjectId startFrom,
            @Nullable ObjectId expectedHead) {
        return new CommitRequest(branch, "a message\n", actions, AUTHOR, AUTHOR, ANNA, startFrom, expectedHead, false,
                false);
    }

    public static FileAction put(String path, String text) {
        return new FileAction.Put(path, bytes(text), null, null);
    }

    public static FileAction createFile(String path, String text) {
        return new FileAction.Create(path, bytes(text), null);
    }

    public static FileAction delete(String path) {
        return new FileAction.Delete(path, null);
    }

    public static FileAction move(String from, String path) {
        return new FileAction.Move(from, path, null, null, null);
    }

    public static Content bytes(String text) {
        return new Content.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
