package io.memgit.core.workspace;

import static io.memgit.core.commit.CoreFixture.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.FileAction;
import io.memgit.core.limits.Limits;
import io.memgit.core.merge.Favor;
import io.memgit.core.merge.Merge;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.transport.GitClient;
import io.memgit.core.workspace.TreeChanges.Row;
import io.memgit.core.workspace.WorkspaceOutcome.Made;
import io.memgit.core.workspace.WorkspaceOutcome.Stashed;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces.Staging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays random add, write, mv, rm, commit and stash in a workspace and in a work tree of real git,
 * from
 * a seed: index, files and status are the same after each step, and git refuses what is refused.
 */
class WorkspacesAgainstGitTest {

    private static final int SEEDS = Integer.getInteger("memgit.workspace.seeds", 2);
    private static final int STEPS = Integer.getInteger("memgit.workspace.steps", 40);
    private static final List<String> PATHS = List.of("a.txt", "b.txt", "dir/c.txt", "dir/d.txt", "dir/deep/e.txt");
    private static final Target MINE = new Target.Usual();

    private final CoreFixture core = new CoreFixture();
    private final MemoryRepository repository = core.repository;
    private final Workspaces workspaces = new Workspaces(core.repositories, core.commits,
            new Merge(Limits.defaults()), Limits.defaults(), InstantSource.system(), System::nanoTime, new Random(3));
    private final Stashes stashes = new Stashes(workspaces);
    private final StringBuilder played = new StringBuilder();
    private Random random = new Random();
    private GitClient git = new GitClient(Path.of("."));

    @TempDir
    Path directory;

    @Test
    void everyStepLeavesWhatGitLeaves() throws IOException {
        long first = Long.getLong("memgit.workspace.seed", 1);
        for (long seed = first; seed < first + SEEDS; seed++)
            play(seed);
    }

    private void play(long seed) throws IOException {
        random = new Random(seed);
        played.setLength(0);
        Path tree = Files.createDirectory(directory.resolve("seed" + seed));
        git = GitClient.init(tree);
        git.git("config", "user.name", "Anna");
        git.git("config", "user.email", "anna@example.org");
        start(seed);
        for (int step = 0; step < STEPS; step++) {
            step();
            compare("seed " + seed + played);
        }
    }

    /** Both begin with the same commit of the same files. */
    private void start(long seed) throws IOException {
        for (String path : PATHS)
            put(path, lines(path, seed));
        git.git("add", "-A");
        git.git("commit", "-q", "-m", "first");
        List<FileAction> actions = new ArrayList<>();
        for (Map.Entry<String, String> file : work(current()).entrySet()) {
            if (!PATHS.contains(file.getKey()))
                actions.add(new FileAction.Delete(file.getKey(), null));
        }
        for (String path : PATHS)
            actions.add(CoreFixture.put(path, lines(path, seed)));
        workspaces.edit(ANNA, repository, MINE, actions, Staging.STAGED, false).join();
        commit();
        for (Stash stash : stashes.list(ANNA, repository))
            stashes.drop(ANNA, repository, stash.id(), false).join();
    }

    private static String lines(String path, long seed) {
        return Stream.of("1", "2", "3", "4", "5", "6", "7", "8", "9")
                .map(line -> path + " " + line + (line.equals("5") ? " " + seed : ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void step() throws IOException {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        Workspace now = current();
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                String text = changed(now, path);
                played.append("\n add ").append(path);
                put(path, text);
                git.git("add", path);
                written(workspaces.edit(ANNA, repository, MINE, List.of(CoreFixture.put(path, text)), Staging.STAGED,
                        false).join());
            }
            case 2, 3 -> {
                String text = changed(now, path);
                played.append("\n write ").append(path);
                put(path, text);
                written(workspaces.edit(ANNA, repository, MINE, List.of(CoreFixture.put(path, text)),
                        Staging.WORK_TREE, false).join());
            }
            case 4 -> move(now, path, PATHS.get(random.nextInt(PATHS.size())));
            case 5 -> remove(now, path);
            case 6 -> commitBoth(now);
            case 7 -> push();
            case 8, 9 -> apply();
            default -> throw new AssertionError("ten ways");
        }
    }

    private String changed(Workspace now, String path) throws IOException {
        String old = work(now).getOrDefault(path, lines(path, 0));
        List<String> lines = new ArrayList<>(old.lines().toList());
        int at = random.nextInt(Math.max(1, lines.size()));
        if (random.nextInt(4) == 0)
            lines.add(at, "new " + random.nextInt(9));
        else if (!lines.isEmpty())
            lines.set(at, lines.get(at) + "." + random.nextInt(3));
        return String.join("\n", lines) + "\n";
    }

    private void move(Workspace now, String from, String to) throws IOException {
        Map<String, String> work = work(now);
        Map<String, ObjectId> index = index(now);
        if (!work.containsKey(from) || !index.containsKey(from) || work.containsKey(to) || index.containsKey(to))
            return;
        played.append("\n mv ").append(from).append(' ').append(to);
        Files.createDirectories(git.directory().resolve(to).getParent());
        git.git("mv", from, to);
        written(workspaces.move(ANNA, repository, MINE, new FileAction.Move(from, to, null, null, null), false)
                .join());
    }

    private void remove(Workspace now, String path) throws IOException {
        if (!index(now).containsKey(path))
            return;
        played.append("\n rm ").append(path);
        git.git("rm", "-q", "-f", path);
        written(workspaces.remove(ANNA, repository, MINE, new FileAction.Delete(path, null), false).join());
    }

    private void commitBoth(Workspace now) {
        played.append("\n commit");
        boolean staged = !now.index().equals(now.baseTree());
        assertThat(git.run("commit", "-q", "-m", "m").code() == 0).as(played.toString()).isEqualTo(staged);
        assertThat(commit() instanceof Made).as(played.toString()).isEqualTo(staged);
    }

    private WorkspaceOutcome commit() {
        CommitWish wish = new CommitWish("m\n", CoreFixture.AUTHOR, CoreFixture.AUTHOR, null, true, false, Favor.NONE);
        return workspaces.commit(ANNA, repository, MINE, wish, false).join();
    }

    private void push() {
        boolean untracked = random.nextBoolean();
        played.append("\n stash").append(untracked ? " -u" : "");
        GitClient.Run run = untracked ? git.run("stash", "push", "-u") : git.run("stash", "push");
        boolean nothing = run.text().contains("No local changes");
        WorkspaceOutcome ours = stashes.push(ANNA, repository, MINE, null, untracked, false).join();
        assertThat(ours instanceof Stashed).as("%s%s %s", played, run, ours).isEqualTo(!nothing);
    }

    private void apply() throws IOException {
        List<Stash> all = stashes.list(ANNA, repository);
        if (all.isEmpty())
            return;
        int at = random.nextInt(all.size());
        boolean drop = random.nextInt(3) == 0;
        played.append(drop ? "\n pop " : "\n apply ").append(at);
        Workspace before = current();
        GitClient.Run run = git.run("stash", drop ? "pop" : "apply", "stash@{" + at + "}");
        WorkspaceOutcome ours = stashes.apply(ANNA, repository, "stash@{" + at + "}", MINE, drop, false).join();
        assertThat(ours instanceof Stashed).as("%s\n%s %s", played, run, ours).isEqualTo(run.code() == 0);
        if (run.code() != 0)
            putBack(before);
    }

    /** Git leaves what is in conflict in its work tree; nothing has moved here. */
    private void putBack(Workspace before) throws IOException {
        git.git("read-tree", "--reset", "HEAD");
        Map<String, String> work = work(before);
        for (String path : files()) {
            if (!work.containsKey(path))
                Files.delete(git.directory().resolve(path));
        }
        for (Map.Entry<String, ObjectId> staged : index(before).entrySet())
            put(staged.getKey(), text(staged.getValue()));
        git.git("rm", "-r", "-q", "--cached", "--ignore-unmatch", ".");
        for (String path : index(before).keySet())
            git.git("add", path);
        for (String path : PATHS) {
            if (work.containsKey(path))
                put(path, work.getOrDefault(path, ""));
            else
                Files.deleteIfExists(git.directory().resolve(path));
        }
    }

    private void compare(String as) throws IOException {
        Workspace now = current();
        assertThat(git.git("write-tree")).as(as).isEqualTo(now.index().name());
        Map<String, String> files = new TreeMap<>();
        for (String path : files())
            files.put(path, Files.readString(git.directory().resolve(path)));
        assertThat(work(now)).as(as).isEqualTo(files);
        assertThat(git.git("rev-parse", "HEAD^{tree}")).as(as).isEqualTo(now.baseTree().name());
        assertThat(lines(workspaces.status(repository, now))).as(as).isEqualTo(porcelain());
    }

    /** What git status says of each path: its two letters, without the head of renames. */
    private Set<String> porcelain() {
        Set<String> lines = new TreeSet<>();
        GitClient.Run run = git.run("status", "--porcelain", "--no-renames", "-uall");
        for (String line : run.text().lines().toList()) {
            char staged = line.charAt(0);
            char work = line.charAt(1);
            String path = line.substring(3);
            if (staged != ' ' && staged != '?')
                lines.add("staged " + path);
            switch (work) {
                case '?' -> lines.add("untracked " + path);
                case 'M' -> lines.add("modified " + path);
                case 'D' -> lines.add("deleted " + path);
                case ' ' -> {
                    // Nothing that is not staged.
                }
                default -> lines.add("unknown " + line);
            }
        }
        return lines;
    }

    private static Set<String> lines(Status status) {
        Set<String> lines = new TreeSet<>();
        status.staged().forEach(path -> lines.add("staged " + path));
        status.untracked().forEach(path -> lines.add("untracked " + path));
        status.modified().forEach(path -> lines.add("modified " + path));
        status.deleted().forEach(path -> lines.add("deleted " + path));
        return lines;
    }

    private Workspace current() {
        return workspaces.peek(ANNA, repository, MINE).orElseThrow();
    }

    private Map<String, String> work(Workspace now) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Row row : TreeChanges.between(repository, Workspace.EMPTY_TREE, now.work()))
            files.put(row.path(), text(row.of(1).id()));
        return files;
    }

    private Map<String, ObjectId> index(Workspace now) throws IOException {
        Map<String, ObjectId> files = new TreeMap<>();
        for (Row row : TreeChanges.between(repository, Workspace.EMPTY_TREE, now.index()))
            files.put(row.path(), row.of(1).id());
        return files;
    }

    private String text(ObjectId blob) {
        return new String(Objects.requireNonNull(repository.objects().find(blob)).toByteArray(),
                StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(git.directory())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> git.directory().relativize(file).toString())
                    .filter(path -> !path.startsWith(".git/"))
                    .sorted()
                    .toList();
        }
    }

    private void put(String path, String text) throws IOException {
        Path file = git.directory().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void written(WorkspaceOutcome outcome) {
        assertThat(outcome).as(played.toString()).isInstanceOf(Written.class);
    }
}
