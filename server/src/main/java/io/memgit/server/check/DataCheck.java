package io.memgit.server.check;

import io.memgit.core.name.RepoName;
import io.memgit.core.object.ReachableCheck;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.Storages;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Checks a data directory without a server: the logs and snapshots of the ledger, everything they
 * build up, every file of every repository, the id of every object, and that all is there that refs
 * lead to.
 */
public final class DataCheck {

    private static final int BATCH = 256;
    private static final int MOST_SHOWN = 20;

    private final PrintStream out;
    private int problems;

    /**
     * @param out
     *            takes the report
     */
    public DataCheck(PrintStream out) {
        this.out = out;
    }

    /**
     * Checks the data directory that the settings name.
     *
     * @return whether all of it is as it should be
     * @throws UnusableDirectoryException
     *             when it is in use, or cannot be read at all
     * @throws IOException
     *             when the copy cannot be made; it lies beside the directory, and takes next to nothing
     */
    public boolean run(Settings settings) throws UnusableDirectoryException, IOException {
        Path data = settings.storage().dataDir().toAbsolutePath().normalize();
        if (!Files.isDirectory(data))
            throw new UnusableDirectoryException("there is no data directory " + data);
        try (DataDirectory original = DataDirectory.open(data)) {
            Path copy = Files.createTempDirectory(data.toAbsolutePath().getParent(), ".memgit-check-");
            try {
                LinkedCopy.of(original.path(), copy);
                checkCopy(settings, original.path(), copy);
            } finally {
                delete(copy);
            }
        }
        out.println(problems == 0
                ? "no damage found"
                : problems == 1 ? "1 thing is wrong" : problems + " things are wrong");
        return problems == 0;
    }

    private void checkCopy(Settings settings, Path original, Path copy) throws IOException {
        try (DataDirectory directory = DataDirectory.open(copy);
                Storages storages = Storages.openToCheck(settings, directory)) {
            Repositories repositories = new Repositories(storages.memory(), storages.durable().orElse(null),
                    Clock.systemUTC(), new SecureRandom(), _ -> {}, MemoryBudget.unlimited());
            out.println("ledger: all entries and snapshots can be read");
            String last = "";
            List<MemoryRepository> batch;
            do {
                batch = repositories.list("", last.isEmpty() ? null : new RepoName(last), BATCH);
                for (MemoryRepository repository : batch) {
                    check(repository, original, copy);
                    last = repository.name().value();
                }
            } while (batch.size() == BATCH);
        } catch (UnusableDirectoryException e) {
            problem(e.getMessage() == null ? e.toString() : e.getMessage(), original, copy);
        }
    }

    private void check(MemoryRepository repository, Path original, Path copy) {
        List<ObjectId> tips = new ArrayList<>();
        repository.refs().withPrefix("refs/").forEach(ref -> tips.add(ref.id()));
        // Each once, however many objects it concerns.
        Set<String> found = new LinkedHashSet<>();
        repository.objects().verify(found::add);
        ReachableCheck.run(repository.getObjectDatabase(), tips, found::add);
        found.stream().limit(MOST_SHOWN).forEach(each -> problem(repository.name() + ": " + each, original, copy));
        if (found.size() > MOST_SHOWN)
            out.println(repository.name() + ": and " + (found.size() - MOST_SHOWN) + " more");
        if (found.isEmpty())
            out.println(repository.name() + ": " + tips.size() + " refs, " + repository.objects().objectCount()
                    + " objects");
    }

    private void problem(String sentence, Path original, Path copy) {
        problems++;
        out.println("WRONG " + sentence.replace(copy.toString(), original.toString()));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all)
            Files.delete(each);
    }
}
