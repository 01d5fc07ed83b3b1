package io.memgit.server.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.memgit.core.repo.Repositories;
import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.Storages;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {

    private static final Actor ANNA = new Actor("anna");
    private static final RepoName APP = new RepoName("team/app");
    private static final RefName MAIN = RefName.branch("main").orElseThrow();
    private static final int LARGER_THAN_AN_ENTRY = 1 << 20;
    /** Empty; or Ratis' own notes of terms and votes, which one peer alone does not need. */
    private static final Set<String> NOT_OURS = Set.of("lock", "memgit.lock", "in_use.lock", "raft-meta",
            "raft-meta.conf");

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private Path data = Path.of("");

    @BeforeEach
    void writeEveryKindOfFile() throws Exception {
        data = folder.resolve("data");
        try (DataDirectory directory = DataDirectory.open(data);
                Storages storages = Storages.open(settings(), directory)) {
            Repositories repositories = repositories(storages);
            accepted(repositories.create(ANNA, APP, "", false, MAIN).join());
            MemoryRepository app = repositories.find(APP).orElseThrow();
            commit(repositories, app, 1_000);
            app.fold(new EmptyProgressMonitor() {
            });
            commit(repositories, app, 2_000);
        }
        // What comes after the snapshot that a stop takes is in the log alone.
        try (DataDirectory directory = DataDirectory.open(data);
                Storages storages = Storages.openToCheck(settings(), directory)) {
            Repositories repositories = repositories(storages);
            MemoryRepository app = repositories.find(APP).orElseThrow();
            commit(repositories, app, 3_000);
            commit(repositories, app, LARGER_THAN_AN_ENTRY);
            accepted(repositories.create(ANNA, new RepoName("empty"), "", false, MAIN).join());
        }
    }

    @Test
    void whatIsWholeIsSaidToBe() throws Exception {
        Map<String, Long> before = files();
        assertThat(check()).contains("team/app: 1 refs", "empty: 0 refs, 0 objects").endsWith("no damage found\n");
        assertThat(files()).as("nothing is touched").isEqualTo(before);
    }

    @Test
    void aFlippedByteInAnyKindOfFileIsFoundAndTheFileNamed() throws Exception {
        Set<String> kinds = new TreeSet<>();
        for (String name : files().keySet()) {
            Path file = data.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            int used = whole.length;
            while (used > 0 && whole[used - 1] == 0)
                used--;
            byte[] flipped = whole.clone();
            flipped[used / 2] ^= 0x10;
            Files.write(file, flipped);
            String said = check();
            if (name.endsWith("/synced"))
                assertThat(said).as("it is there twice").endsWith("no damage found\n");
            else
                assertThat(said).as(name).contains("WRONG", file.toString()).doesNotContain("no damage");
            kinds.add(name.replaceAll("[0-9a-f-]{16,}", "*").replaceAll("\\d+(-\\d+)?", "*"));
            Files.write(file, whole);
        }
        assertThat(String.join("\n", kinds)).contains(".pack", ".idx", ".sums", ".state", ".hot", "snapshots/",
                "spilled",
                "log_inprogress", "ledger/format");
        assertThat(check()).endsWith("no damage found\n");
    }

    @Test
    void aMissingFileIsFound() throws Exception {
        for (String name : files().keySet()) {
            if (!name.startsWith("repositories/") || name.endsWith(".bitmap"))
                continue;
            Path file = data.resolve(name);
            Path away = folder.resolve("away");
            Files.move(file, away);
            assertThat(check()).as(name).contains("WRONG");
            Files.move(away, file);
        }
    }

    @Test
    void aDirectoryThatIsUsedOrNotThereIsNotChecked() throws Exception {
        try (DataDirectory held = DataDirectory.open(data)) {
            assertThat(held.isUsable()).isTrue();
            assertThatThrownBy(this::check).isInstanceOf(UnusableDirectoryException.class)
                    .hasMessageContaining("in use");
        }
        data = folder.resolve("nothing");
        assertThatThrownBy(this::check).isInstanceOf(UnusableDirectoryException.class);
        assertThat(data).doesNotExist();
    }

    private String check() throws IOException, UnusableDirectoryException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean whole = new DataCheck(new PrintStream(out, true, StandardCharsets.UTF_8)).run(settings());
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(whole).isEqualTo(said.endsWith("no damage found\n"));
        return said;
    }

    /** The files that are checked, with the time of their last change. */
    private Map<String, Long> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !NOT_OURS.contains(file.getFileName().toString()))
                    .collect(Collectors.toMap(file -> data.relativize(file).toString(),
                            file -> file.toFile().lastModified()));
        }
    }

    private void commit(Repositories repositories, MemoryRepository repository, int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        Quarantine objects = new Quarantine();
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, content);
        ObjectId old = repository.refs().idOf(MAIN);
        RefUpdate update = old.equals(ObjectId.zeroId())
                ? RefUpdate.create(MAIN, blob)
                : new RefUpdate(MAIN, old, blob, null, true);
        accepted(repositories
                .write(ANNA, repository, new RepoPayload.Write(objects, List.of(update), EventType.REF))
                .join());
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    private Repositories repositories(Storages storages) {
        return new Repositories(storages.memory(), storages.durable().orElseThrow(), Clock.systemUTC(), random,
                _ -> {}, MemoryBudget.unlimited());
    }

    private Settings settings() {
        SettingsLoader.Outcome outcome = SettingsLoader.load(List.of("--data", data.toString()), Map.of(), "test");
        if (outcome instanceof SettingsLoader.Loaded(Settings settings))
            return settings;
        throw new IllegalStateException("settings: " + outcome);
    }
}
