package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventType;
import io.memgit.core.file.FaultyDisk;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.HistoryLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.reflog.PastRefs;
import io.memgit.core.reflog.RefHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository is besides its refs and objects, from a snapshot on. */
class RestartedRepositoryTest {

    private static final RefName MAIN = StoredRepos.branch(0);

    @TempDir
    private Path data;
    private final FaultyDisk disk = new FaultyDisk();
    private DurableRepos repos;
    private RepoId id;

    @BeforeEach
    void aRepository() throws IOException {
        repos = new DurableRepos(data, disk, 6);
        id = repos.create();
        repos.commit(id, MAIN);
    }

    @Test
    void whatItIsCalledAndSaysOfItselfStays() throws IOException {
        repos.submit(id, new RepoPayload.Edit("another description", StoredRepos.branch(7)));
        Root before = repos.repository(id).root();
        snapshotAndRestart();
        MemoryRepository again = repos.repository(id);
        assertThat(again.root()).usingRecursiveComparison().ignoringFields("refs").isEqualTo(before);
        assertThat(again.name()).isEqualTo(new RepoName("r0"));
        assertThat(again.memoryOnly()).isFalse();
        RepoId fork = repos.fork(id);
        snapshotAndRestart();
        assertThat(repos.repository(fork).forkOf()).isEqualTo(id);
    }

    @Test
    void anUploadStaysItsOwnersAndNobodyElses() throws IOException {
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, new byte[]{1, 2, 3});
        repos.submit(id, new RepoPayload.Write(objects, List.of(), EventType.UPLOAD, 3_600_000));
        snapshotAndRestart();
        MemoryRepository again = repos.repository(id);
        assertThat(again.objects().has(blob)).isTrue();
        assertThat(again.visibleTo(new Actor("anna"), blob)).isTrue();
        assertThat(again.visibleTo(new Actor("bert"), blob)).isFalse();
        assertThat(again.holdsOnlyReachable()).isFalse();
        repos.fold(id);
        snapshotAndRestart();
        assertThat(repos.repository(id).visibleTo(new Actor("anna"), blob)).as("a fold keeps it").isTrue();
    }

    @Test
    void thatNothingWasLeftBehindIsStillKnown() throws IOException {
        assertThat(repos.repository(id).holdsOnlyReachable()).isTrue();
        snapshotAndRestart();
        assertThat(repos.repository(id).holdsOnlyReachable()).isTrue();
        repos.commit(id, StoredRepos.branch(1));
        repos.deleteBranch(id, StoredRepos.branch(1));
        assertThat(repos.repository(id).holdsOnlyReachable()).isFalse();
        snapshotAndRestart();
        assertThat(repos.repository(id).holdsOnlyReachable()).isFalse();
    }

    @Test
    void aForkInMemoryKeepsTheFilesOfADeletedParent() throws IOException {
        repos.push(id, MAIN);
        repos.fold(id);
        RepositoriesState memory = new RepositoriesState(Limits.defaults(), repos.state()::find);
        repos.state().sharesFilesWith(memory);
        RepoId fork = new RepoId(4, 4);
        assertThat(memory.apply(new Entry(fork, new Actor("anna"), 1,
                new RepoPayload.Fork(fork, new RepoName("fork"), "", true, id, null))))
                .isInstanceOf(Outcome.Accepted.class);
        repos.delete(id);
        repos.takeSnapshot(() -> {});
        MemoryRepository forked = Objects.requireNonNull(memory.find(fork));
        assertThat(repos.files().names()).isNotEmpty().containsAll(forked.objects().files());
        Set<ObjectId> tips = StoredRepos.tips(forked.refs());

        memory.apply(new Entry(fork, new Actor("anna"), 2, new RepoPayload.Delete(fork)));
        repos.takeSnapshot(() -> {});
        assertThat(repos.files().names()).isEmpty();
        // Whoever held it reads on, though nothing of it was read before its files went.
        StoredRepos.closure(forked, tips);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheRefsWereIsRememberedAndWhatIsForgottenStaysForgotten(boolean folded) throws IOException {
        RefName other = StoredRepos.branch(1);
        repos = new DurableRepos(data.resolve("few"), disk, 6, remembering(6), Long.MAX_VALUE);
        id = repos.create();
        long start = repos.millis();
        for (int i = 0; i < 4; i++) {
            repos.commit(id, MAIN);
            repos.commit(id, other);
            repos.deleteBranch(id, other);
        }
        List<String> before = past(start, other);
        assertThat(before).startsWith("", "Expired").doesNotHaveDuplicates();
        if (folded)
            repos.fold(id);
        repos.takeSnapshot(() -> {});
        repos.restart(data.resolve("few"), disk);
        assertThat(past(start, other)).isEqualTo(before);
        repos.commit(id, MAIN);
        repos.restart(data.resolve("few"), disk);
        assertThat(past(start, other)).contains("Expired").isSubsetOf(before);
    }

    /** What the branches were a millisecond before the start, then, and so on. */
    private List<String> past(long start, RefName other) throws IOException {
        MemoryRepository repository = repos.repository(id);
        List<String> all = new ArrayList<>();
        for (long at = start - 1; at < start + 13; at++) {
            if (!(RefHistory.of(repository).at(at) instanceof PastRefs refs)) {
                all.add("Expired");
                continue;
            }
            Set<ObjectId> tips = new HashSet<>();
            refs.idOf(MAIN).ifPresent(tips::add);
            refs.idOf(other).ifPresent(tips::add);
            StoredRepos.closure(repository, tips);
            all.add(tips.stream().map(ObjectId::name).sorted().collect(Collectors.joining(" ")));
        }
        return all.stream().distinct().toList();
    }

    private static Limits remembering(int records) {
        Limits usual = Limits.defaults();
        HistoryLimits few = new HistoryLimits(usual.history().age(), records, usual.history().size());
        return ChangedLimits.with(few);
    }

    private void snapshotAndRestart() throws IOException {
        repos.takeSnapshot(() -> {});
        repos.restart(data, disk);
    }
}
