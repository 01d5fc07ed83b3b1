package io.memgit.core.blame;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.limits.Limits;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.OracleCommit;
import io.memgit.core.oracle.OracleFile;
import io.memgit.core.oracle.OracleRepository;
import io.memgit.core.oracle.Profile;
import io.memgit.core.oracle.RandomHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The origins of lines in random histories against {@code git blame}. {@code -Dmemgit.blame.cases}
 * says how many histories, {@code -Dmemgit.oracle.seed} where to begin.
 */
class BlameOracleTest {

    private static final long SEED = Long.getLong("memgit.oracle.seed", 1);
    private static final int CASES = Integer.getInteger("memgit.blame.cases", 40);
    private static final int FILES_PER_HISTORY = 3;
    private static final List<Profile> PROFILES = List.of(Profile.MIXED, Profile.EDITS, Profile.RENAMES,
            Profile.DIRECTORIES, Profile.CRISS_CROSS, Profile.KINDS);

    @TempDir
    private Path folder;

    private int compared;

    @Test
    void randomHistoriesHaveTheOriginsThatGitFinds() throws IOException {
        Map<Integer, List<OracleCommit>> histories = new TreeMap<>();
        FastImport stream = new FastImport();
        for (int i = 0; i < CASES; i++) {
            long seed = SEED + i;
            List<OracleCommit> commits = RandomHistory.of(seed, PROFILES.get((int) (seed % PROFILES.size()))).commits();
            histories.put(stream.add(commits), commits);
        }
        compare(stream, histories);
        assertThat(compared).as("lines compared").isGreaterThan(CASES);
    }

    @Test
    void longFilesOfBlocksHaveTheOriginsThatGitFinds() throws IOException {
        Map<Integer, List<OracleCommit>> histories = new TreeMap<>();
        FastImport stream = new FastImport();
        for (int i = 0; i < CASES; i++) {
            List<OracleCommit> commits = new BlockHistory(SEED + i).commits(12 + i % 20);
            histories.put(stream.add(commits), commits);
        }
        compare(stream, histories);
        assertThat(compared).as("lines compared").isGreaterThan(CASES * 20);
    }

    private void compare(FastImport stream, Map<Integer, List<OracleCommit>> histories) throws IOException {
        System.out.println("blame from seed " + SEED);
        histories.forEach((first, commits) -> stream.ref("refs/heads/h" + first, first + commits.size() - 1));
        try (OracleRepository git = OracleRepository.below(folder);
                Repository repository = new FileRepositoryBuilder().setGitDir(git.folder().toFile()).setBare()
                        .build()) {
            Map<Integer, ObjectId> ids = git.fastImport(stream.bytes());
            for (Map.Entry<Integer, List<OracleCommit>> history : histories.entrySet()) {
                int last = history.getKey() + history.getValue().size() - 1;
                int files = 0;
                for (Map.Entry<String, OracleFile> file : new TreeMap<>(history.getValue().getLast().files())
                        .entrySet()) {
                    if (isAsked(file) && files++ < FILES_PER_HISTORY)
                        compare(git, repository, Objects.requireNonNull(ids.get(last)), file.getKey(),
                                "history " + history.getKey() + " of seed " + SEED);
                }
            }
        }
    }

    private static boolean isAsked(Map.Entry<String, OracleFile> file) {
        return file.getValue().isText() && !file.getValue().content().isEmpty()
                && file.getKey().chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }

    private void compare(OracleRepository git, Repository repository, ObjectId commit, String path, String history)
            throws IOException {
        List<String> expected = origins(
                git.git(new byte[0], "-c", "core.quotePath=false", "blame", "--porcelain", commit.name(), "--", path));
        List<String> found = origins(repository, commit, path);
        compared += found.size();
        assertThat(found).as("%s in %s of %s", path, commit.name(), history).isEqualTo(expected);
    }

    private static List<String> origins(Repository repository, ObjectId commit, String path) throws IOException {
        ObjectId tree;
        try (RevWalk walk = new RevWalk(repository)) {
            tree = walk.parseCommit(commit).getTree().copy();
        }
        FileEntry file = (FileEntry) new Browse(Limits.defaults()).find(repository, tree,
                GitPath.parse(path).orElseThrow());
        BlameResult.Blamed blamed = (BlameResult.Blamed) new Blame(Limits.defaults()).of(repository, commit, file,
                Blame.Range.ALL);
        return blamed.lines()
                .stream()
                .map(l -> l.number() + " " + l.commit().name() + " "
                        + new String(l.path().bytes(), StandardCharsets.ISO_8859_1) + ":" + l.originalNumber() + " "
                        + new String(l.content(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** What {@code git blame --porcelain} says, a row for each line. */
    private static List<String> origins(String porcelain) {
        List<String> found = new ArrayList<>();
        Map<String, String> paths = new HashMap<>();
        String head = "";
        String path = "";
        for (String line : porcelain.split("\n", -1)) {
            if (line.startsWith("\t")) {
                String[] fields = head.split(" ", -1);
                found.add(fields[2] + " " + fields[0] + " " + path + ":" + fields[1] + " " + line.substring(1));
            } else if (line.startsWith("filename ")) {
                path = unquoted(line.substring("filename ".length()));
                paths.put(head.substring(0, 40), path);
            } else if (line.matches("[0-9a-f]{40} \\d+ \\d+.*")) {
                head = line;
                path = paths.getOrDefault(line.substring(0, 40), path);
            }
        }
        return found;
    }

    /**
     * Names with quotes and backslashes, which are the odd ones that histories have, come in quotes.
     */
    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    /** Histories of one file that looks like code: blocks, blank lines, and lines that come often. */
    private static final class BlockHistory {

        private static final String[] LINES = {"{", "}", "    if (x)", "        return;", "", "    }", "\tcall();",
                "    for (;;) {", "// note", "        call();", " ", "end"};

        private final Random random;
        private final List<OracleCommit> commits = new ArrayList<>();
        private int fresh;

        BlockHistory(long seed) {
            this.random = new Random(seed * 31 + 7);
        }

        List<OracleCommit> commits(int count) {
            Map<String, OracleFile> files = new TreeMap<>();
            files.put("src/a.c", file(lines(40 + random.nextInt(80))));
            files.put("other", file(lines(5)));
            commits.add(new OracleCommit(List.of(), files, 1_700_000_000L, "first"));
            while (commits.size() < count) {
                int parent = Math.max(0, commits.size() - 1 - random.nextInt(3));
                boolean merges = commits.size() > 3 && random.nextInt(4) == 0;
                int other = merges ? random.nextInt(commits.size()) : parent;
                commits.add(other == parent ? edited(parent) : merged(parent, other));
            }
            return commits;
        }

        private OracleCommit edited(int parent) {
            Map<String, OracleFile> files = new TreeMap<>();
            new TreeMap<>(commits.get(parent).files()).forEach((path, file) -> {
                List<String> lines = new ArrayList<>(List.of(file.content().split("\n", -1)));
                for (int edits = random.nextInt(4); edits > 0; edits--)
                    edit(lines);
                files.put(random.nextInt(6) == 0 ? path + "." + random.nextInt(3) : path, file(lines));
            });
            return commit(List.of(parent), files);
        }

        private OracleCommit merged(int one, int other) {
            Map<String, OracleFile> files = new TreeMap<>(commits.get(one).files());
            new TreeMap<>(commits.get(other).files()).forEach((path, file) -> {
                OracleFile mine = files.get(path);
                if (mine == null || random.nextInt(3) == 0) {
                    files.put(path, file);
                    return;
                }
                List<String> both = new ArrayList<>(List.of(mine.content().split("\n", -1)));
                List<String> theirs = List.of(file.content().split("\n", -1));
                int cut = random.nextInt(Math.min(both.size(), theirs.size()) + 1);
                files.put(path, file(new ArrayList<>(
                        List.of(String.join("\n", both.subList(0, cut)),
                                String.join("\n", theirs.subList(cut, theirs.size()))))));
            });
            return commit(List.of(one, other), files);
        }

        private OracleCommit commit(List<Integer> parents, Map<String, OracleFile> files) {
            return new OracleCommit(parents, files, 1_700_000_000L + commits.size() * 5L + random.nextInt(12), "more");
        }

        private void edit(List<String> lines) {
            int at = random.nextInt(lines.size() + 1);
            int length = Math.min(lines.size() - at, random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> lines.subList(at, at + length).clear();
                case 1 -> lines.addAll(at, List.copyOf(lines.subList(at, at + length)));
                case 2 -> lines.addAll(at, lines(random.nextInt(8)));
                case 3 -> {
                    List<String> moved = List.copyOf(lines.subList(at, at + length));
                    lines.subList(at, at + length).clear();
                    lines.addAll(random.nextInt(lines.size() + 1), moved);
                }
                default -> lines.add(at, "fresh " + fresh++);
            }
            if (lines.isEmpty())
                lines.add("last");
        }

        private List<String> lines(int count) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < count; i++)
                lines.add(random.nextInt(5) == 0 ? "line " + fresh++ : LINES[random.nextInt(LINES.length)]);
            return lines;
        }

        private OracleFile file(List<String> lines) {
            return new OracleFile(OracleFile.REGULAR, String.join("\n", lines) + (random.nextInt(8) == 0 ? "" : "\n"));
        }
    }
}
