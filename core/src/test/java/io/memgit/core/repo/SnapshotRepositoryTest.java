package io.memgit.core.repo;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static io.memgit.core.commit.CoreFixture.AUTHOR;
import static io.memgit.core.commit.CoreFixture.MAIN;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.RootCommit;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.UploadLimits;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class SnapshotRepositoryTest {

    private static final RepoName COPY = new RepoName("copy");

    private final CoreFixture core = new CoreFixture();

    @Test
    void aSnapshotIsOneRootCommitOverSharedObjects() throws IOException {
        Committed first = (Committed) core.commit(put("a", "1"));
        Committed second = (Committed) core.commit(put("b", "2"));
        MemoryRepository copy = snapshot(second);
        RootCommit root = root(second);
        assertThat(copy.refs().size()).isEqualTo(1);
        assertThat(copy.refs().idOf(MAIN)).isEqualTo(root.id());
        assertThat(copy.forkOf()).isEqualTo(core.repository.id());
        assertThat(copy.allVisible(List.of(root.id(), second.tree()))).isTrue();
        assertThat(copy.allVisible(List.of(first.commit()))).as("history is not part of it").isFalse();
        assertThat(core.repository.objects().has(root.id())).as("nothing comes into the source").isFalse();
    }

    @Test
    void aTakenNameIsRefused() {
        Committed commit = (Committed) core.commit(put("a", "1"));
        snapshot(commit);
        RootCommit root = root(commit);
        assertThat(core.repositories.snapshot(ANNA, core.repository,
                new NewRepository(COPY, "", true, Ttl.NEVER), MAIN, root.id(), root.objects())
                .join()).isInstanceOf(Outcome.Conflicted.class);
    }

    @Test
    void theStoredFormReadsAsItWasWritten() throws IOException {
        Committed commit = (Committed) core.commit(put("a", "1"));
        RootCommit root = root(commit);
        RepoPayload.Snapshot payload = new RepoPayload.Snapshot(core.repository.id(), COPY, "d", true,
                core.repository.id(), MAIN, root.id(), root.objects());
        RepoPayload.Snapshot read = (RepoPayload.Snapshot) RepoPayloadCodec.decode(RepoPayloadCodec.encode(payload));
        assertThat(read).usingRecursiveComparison().ignoringFields("objects").isEqualTo(payload);
        assertThat(read.objects().has(root.id())).isTrue();
    }

    @Test
    void anUploadIsVisibleToEverybodyWhoBroughtIt() throws IOException {
        core.commit(put("a", "1"));
        Actor bert = new Actor("bert");
        var blob = upload(ANNA);
        assertThat(upload(bert)).isEqualTo(blob);
        assertThat(core.repository.visibleTo(ANNA, blob)).isTrue();
        assertThat(core.repository.visibleTo(bert, blob)).isTrue();
        assertThat(core.repository.visibleTo(new Actor("carl"), blob)).isFalse();
    }

    @Test
    void moreUploadsThanTheLimitsAllowAreRefusedWithItsName() {
        Storage storage = Storage.inMemory(
                ChangedLimits.with(new UploadLimits(2, ByteCount.kilobytes(1), Duration.ofHours(1))));
        Repositories repositories = new Repositories(storage, InstantSource.system(), new Random(1));
        repositories.create(ANNA, COPY, "", true, MAIN).join();
        MemoryRepository repository = repositories.find(COPY).orElseThrow();
        assertThat(repositories.upload(ANNA, repository, blob(1_025)).join())
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.limit()).isEqualTo("upload.size"));
        assertThat(repository.events().last()).isEqualTo(EventNumber.NONE);
        assertThat(repositories.upload(ANNA, repository, blob(100)).join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(repositories.upload(ANNA, repository, blob(200)).join()).isInstanceOf(Outcome.Accepted.class);
        assertThat(repositories.upload(ANNA, repository, blob(300)).join())
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.limit()).isEqualTo("upload.objects"));
    }

    private static Quarantine blob(int length) {
        Quarantine objects = new Quarantine();
        objects.insert(Constants.OBJ_BLOB, new byte[length]);
        return objects;
    }

    private ObjectId upload(Actor actor) {
        Quarantine objects = new Quarantine();
        var id = objects.insert(Constants.OBJ_BLOB, new byte[]{1, 2, 3});
        core.repositories.upload(actor, core.repository, objects).join();
        return id;
    }

    private MemoryRepository snapshot(Committed commit) {
        RootCommit root = root(commit);
        assertThat(core.repositories.snapshot(ANNA, core.repository,
                new NewRepository(COPY, "", true, Ttl.NEVER), MAIN, root.id(), root.objects())
                .join()).isInstanceOf(Outcome.Accepted.class);
        return core.repositories.find(COPY).orElseThrow();
    }

    private static RootCommit root(Committed commit) {
        return RootCommit.of(commit.tree(), AUTHOR, AUTHOR, "snapshot\n");
    }
}
