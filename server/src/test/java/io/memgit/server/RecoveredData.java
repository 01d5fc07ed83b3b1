package io.memgit.server;

import io.memgit.auth.Accounts;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.ReachableCheck;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.Storages;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a start finds in a data directory: the same steps as those of the server, up to where it
 * would
 * take requests.
 *
 * @param repositories
 *            by their names
 * @param keys
 *            ids of the API keys
 * @param wrong
 *            what is damaged, or there in part
 */
record RecoveredData(Map<String, Repository> repositories, Set<String> keys, List<String> wrong) {

    private static final int MANY = 10_000;
    private static final String PREFIX = "refs/heads/";

    /**
     * What is in a repository.
     *
     * @param branches
     *            where they stand
     * @param histories
     *            the commits that each leads to
     * @param lastEvent
     *            the number of the last write
     */
    record Repository(Map<String, String> branches, Map<String, Set<String>> histories, long lastEvent) {

        Set<String> history(String branch) {
            return histories.getOrDefault(branch, Set.of());
        }

        @Override
        public String toString() {
            return "one with " + branches + " after " + lastEvent + " events";
        }
    }

    /**
     * Starts on {@code data}.
     *
     * @throws UnusableDirectoryException
     *             when a server would not start there; the message is what it would say
     */
    static RecoveredData read(Path data) throws IOException, UnusableDirectoryException {
        Map<String, Repository> found = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (DataDirectory directory = DataDirectory.open(data);
                Storages storages = Storages.openToCheck(settings(data), directory)) {
            Repositories repositories = new Repositories(storages.memory(), storages.durable().orElseThrow(),
                    Clock.systemUTC(), new SecureRandom(), _ -> {}, MemoryBudget.unlimited());
            repositories.reconcile();
            for (MemoryRepository each : repositories.list("", null, MANY))
                found.put(each.name().value(), read(each, wrong));
            Set<String> keys = storages.accounts().keysOf(Accounts.ADMIN).stream().map(key -> key.id().value())
                    .collect(Collectors.toSet());
            return new RecoveredData(found, keys, wrong);
        }
    }

    private static Settings settings(Path data) {
        SettingsLoader.Outcome outcome = SettingsLoader.load(List.of("--data", data.toString()), Map.of(), "test");
        if (outcome instanceof SettingsLoader.Loaded(Settings settings))
            return settings;
        throw new IllegalStateException("settings: " + outcome);
    }

    private static Repository read(MemoryRepository repository, List<String> wrong) throws IOException {
        RepoName name = repository.name();
        Map<String, String> branches = new TreeMap<>();
        List<ObjectId> tips = new ArrayList<>();
        repository.refs().withPrefix(PREFIX).forEach(ref -> {
            branches.put(ref.name().value().substring(PREFIX.length()), ref.id().name());
            tips.add(ref.id());
        });
        repository.objects().verify(problem -> wrong.add(name + ": " + problem));
        ReachableCheck.run(repository.getObjectDatabase(), tips, problem -> wrong.add(name + ": " + problem));
        Map<String, Set<String>> histories = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (Map.Entry<String, String> branch : branches.entrySet()) {
                walk.reset();
                RevCommit head = walk.parseCommit(ObjectId.fromString(branch.getValue()));
                walk.markStart(head);
                Set<String> history = new HashSet<>();
                walk.forEach(commit -> history.add(commit.name()));
                histories.put(branch.getKey(), history);
                if (!files(repository, head, "a/").equals(files(repository, head, "b/")))
                    wrong.add(name + ": a commit is in part on " + branch.getKey());
            }
        }
        for (String branch : branches.keySet()) {
            String twin = twinOf(branch);
            if (!twin.isEmpty() && !branches.containsKey(twin))
                wrong.add(name + ": a push is there in part: " + branch + " without " + twin);
        }
        return new Repository(branches, histories, repository.events().last().value());
    }

    /** Branches that end in these are pushed together. */
    private static String twinOf(String branch) {
        if (branch.endsWith("-left"))
            return branch.replace("-left", "-right");
        return branch.endsWith("-right") ? branch.replace("-right", "-left") : "";
    }

    private static Map<String, ObjectId> files(MemoryRepository repository, RevCommit commit, String folder)
            throws IOException {
        Map<String, ObjectId> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (walk.getPathString().startsWith(folder))
                    files.put(walk.getPathString().substring(folder.length()), walk.getObjectId(0));
            }
        }
        return files;
    }
}
