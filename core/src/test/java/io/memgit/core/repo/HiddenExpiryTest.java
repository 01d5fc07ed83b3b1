package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.HiddenName.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenExpiryTest {

    private static final HiddenName MINE = new HiddenName(Kind.WORKSPACE, "anna", "w");
    private static final Ttl HOUR = new Ttl(3_600);

    private MortalRepos repos = new MortalRepos(7, null);
    private MemoryRepository app = repos.create("app", Ttl.NEVER);

    HiddenExpiryTest() throws IOException {}

    private void write(HiddenUpdate update) {
        MortalRepos.accepted(repos.repositories.write(MortalRepos.ANNA, app, new RepoPayload.Write(new Quarantine(),
                List.of(), EventType.COMMIT, Map.of(), new HiddenUpdate.Batch(List.of(update), 0))).join());
    }

    private static HiddenUpdate.Value value(Ttl ttl) {
        return new HiddenUpdate.Value(ObjectId.zeroId(), Map.of("branch", "main"), ttl);
    }

    private @Nullable HiddenRef mine() {
        return app.root().hidden().get(MINE);
    }

    @Test
    void whatNobodyNamesGoesAndMakesNoEvent() {
        write(HiddenUpdate.create(MINE, value(HOUR)));
        EventNumber before = app.root().number();
        repos.pass(Duration.ofMinutes(59));
        repos.look();
        assertThat(mine()).isNotNull();
        repos.pass(Duration.ofMinutes(1));
        repos.look();
        assertThat(mine()).isNull();
        assertThat(app.root().number()).isEqualTo(before);
    }

    @Test
    void whatIsNamedStaysAndWhatIsKeptForEverTo() {
        HiddenName other = new HiddenName(Kind.STASH, "anna", "s");
        write(HiddenUpdate.create(MINE, value(HOUR)));
        write(HiddenUpdate.create(other, value(Ttl.NEVER)));
        for (int i = 0; i < 3; i++) {
            repos.pass(Duration.ofMinutes(40));
            HiddenRef seen = Objects.requireNonNull(mine());
            write(HiddenUpdate.renew(seen));
            repos.look();
        }
        assertThat(mine()).isNotNull();
        repos.pass(Duration.ofHours(2));
        repos.look();
        assertThat(mine()).isNull();
        assertThat(app.root().hidden().get(other)).isNotNull();
    }

    @Test
    void aClockOfTheWallThatIsSetEndsNothing() {
        write(HiddenUpdate.create(MINE, value(HOUR)));
        repos.setClock(Duration.ofDays(3));
        repos.look();
        assertThat(mine()).isNotNull();
    }

    @Test
    void aWriteToAHiddenRefRenewsTheRepositoryAndNamingItDoesNot() {
        app = repos.create("mortal", HOUR);
        write(HiddenUpdate.create(MINE, value(Ttl.NEVER)));
        repos.pass(Duration.ofMinutes(50));
        HiddenRef seen = Objects.requireNonNull(mine());
        write(HiddenUpdate.change(seen, new HiddenUpdate.Value(ObjectId.zeroId(), Map.of("x", "y"), Ttl.NEVER)));
        repos.pass(Duration.ofMinutes(50));
        repos.look();
        assertThat(repos.isThere("mortal")).isTrue();
        HiddenRef again = Objects.requireNonNull(mine());
        write(HiddenUpdate.renew(again));
        repos.pass(Duration.ofMinutes(10));
        repos.look();
        assertThat(repos.isThere("mortal")).isFalse();
    }

    @Test
    void aRestartKeepsWhatIsHidden(@TempDir Path data) throws IOException {
        for (@Nullable
        Path folder : new @Nullable Path[]{null, data}) {
            repos = new MortalRepos(9, folder);
            app = repos.create("app", Ttl.NEVER);
            write(HiddenUpdate.create(MINE, value(HOUR)));
            HiddenRef before = Objects.requireNonNull(mine());
            long writes = app.root().writes().value();
            repos.pass(Duration.ofMinutes(30));
            repos.restart();
            app = repos.find("app");
            HiddenRef after = Objects.requireNonNull(mine());
            assertThat(after.facts()).isEqualTo(before.facts());
            assertThat(after.version()).isEqualTo(before.version());
            assertThat(app.root().writes().value()).isEqualTo(writes);
            repos.look();
            assertThat(mine()).isNotNull();
            repos.pass(Duration.ofMinutes(30));
            repos.look();
            assertThat(mine()).isNull();
        }
    }
}
