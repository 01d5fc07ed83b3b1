package io.memgit.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.Repositories;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoragesTest {

    private static final long MUCH = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void aSnapshotIsTakenWhenMuchWentToFiles() throws Exception {
        try (DataDirectory directory = DataDirectory.open(data);
                Storages storages = Storages.open(settings(), directory)) {
            Repositories repositories = new Repositories(storages.memory(), storages.durable().orElseThrow(),
                    Clock.systemUTC(), new SecureRandom(), _ -> {}, MemoryBudget.unlimited());
            assertThat(repositories.create(new Actor("anna"), new RepoName("app"), "", false,
                    RefName.branch("main").orElseThrow()).join()).isInstanceOf(Outcome.Accepted.class);
            storages.wentToFiles(1);
            assertThat(states()).isZero();

            storages.wentToFiles(MUCH);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (states() == 0 && System.nanoTime() - end < 0)
                Thread.onSpinWait();
            assertThat(states()).isEqualTo(1);
        }
    }

    /** A snapshot has a file for each repository. */
    private long states() throws IOException {
        long states = 0;
        for (Path repository : list(data.resolve("repositories")))
            states += list(repository).stream().map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".state") && !name.startsWith("tmp-")).count();
        return states;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Settings settings() {
        SettingsLoader.Outcome outcome = SettingsLoader.load(List.of("--data", data.toString()), Map.of(), "test");
        if (outcome instanceof SettingsLoader.Loaded(Settings settings))
            return settings;
        throw new IllegalStateException("settings: " + outcome);
    }
}
