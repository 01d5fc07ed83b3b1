package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.Limits;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.OracleCommit;
import io.memgit.core.oracle.OracleFile;
import io.memgit.core.oracle.OracleRepository;
import io.memgit.core.oracle.Profile;
import io.memgit.core.oracle.RandomHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Comparisons of commits of random histories against {@code git diff}, byte by byte, in one process
 * for all of them. {@code -Dmemgit.oracle.cases} says how many histories, and
 * {@code -Dmemgit.oracle.seed} where to begin.
 *
 * <p>
 * Whether the end of a file after its last line feed counts in how much it is like another one
 * depends on the version of git, so renames are looked for only where no file has such an end.
 */
class DiffOracleTest {

    private static final long SEED = Long.getLong("memgit.oracle.seed", 1);
    private static final int CASES = Integer.getInteger("memgit.oracle.cases", 120);
    private static final List<Profile> PROFILES = List.of(Profile.MIXED, Profile.EDITS, Profile.RENAMES, Profile.KINDS,
            Profile.DIRECTORIES);

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());
    private final List<Pair> pairs = new ArrayList<>();
    private OracleRepository git;

    /**
     * Two trees to compare.
     *
     * @param tidy
     *            whether all their files end in a line feed
     * @param linksStay
     *            whether no link of one is a directory of the other; {@code git apply} refuses that,
     *            also
     *            in a patch of git's
     */
    private record Pair(long seed, boolean tidy, boolean linksStay, ObjectId from, ObjectId to) {

        DiffQuery query() {
            return DiffQuery.between(new DiffSide(Optional.empty(), from), new DiffSide(Optional.empty(), to));
        }
    }

    @BeforeEach
    void drawHistories() throws IOException {
        System.out.println("comparisons from seed " + SEED);
        git = OracleRepository.below(folder);
        FastImport stream = new FastImport();
        List<int[]> marks = new ArrayList<>();
        List<Boolean> linksStay = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            long seed = SEED + i;
            List<OracleCommit> commits = RandomHistory.of(seed, PROFILES.get(i % PROFILES.size())).commits();
            if (isTidy(i))
                commits = commits.stream().map(DiffOracleTest::tidied).toList();
            int first = stream.add(commits);
            Random random = new Random(seed);
            for (int n = 0; n < 2; n++) {
                int to = random.nextInt(commits.size());
                int from = n == 0 ? 0 : random.nextInt(commits.size());
                if (from != to) {
                    marks.add(new int[]{i, first + from, first + to});
                    linksStay.add(noLinkIsADirectory(commits.get(from), commits.get(to))
                            && noLinkIsADirectory(commits.get(to), commits.get(from)));
                }
            }
        }
        Map<Integer, ObjectId> commits = git.fastImport(stream.bytes());
        List<String> trees = trees(marks, commits);
        for (int i = 0; i < marks.size(); i++) {
            ObjectId from = ObjectId.fromString(trees.get(2 * i));
            ObjectId to = ObjectId.fromString(trees.get(2 * i + 1));
            if (!from.equals(to))
                pairs.add(new Pair(SEED + marks.get(i)[0], isTidy(marks.get(i)[0]), linksStay.get(i), from, to));
        }
        assertThat(pairs).hasSizeGreaterThan(CASES / 2);
    }

    private static boolean noLinkIsADirectory(OracleCommit one, OracleCommit other) {
        return one.files().entrySet().stream().filter(file -> file.getValue().mode().equals(OracleFile.LINK))
                .noneMatch(link -> other.files().keySet().stream()
                        .anyMatch(path -> path.startsWith(link.getKey() + "/")));
    }

    private static boolean isTidy(int history) {
        return history % 3 != 0;
    }

    private static OracleCommit tidied(OracleCommit commit) {
        Map<String, OracleFile> files = new TreeMap<>();
        commit.files().forEach((path, file) -> files.put(path,
                file.isFile() && !file.content().isEmpty() && !file.content().endsWith("\n")
                        ? file.withContent(file.content() + "\n")
                        : file));
        return new OracleCommit(commit.parents(), files, commit.seconds(), commit.message());
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void patchesAreThoseOfGitByteByByte() throws IOException {
        assertSame(query -> query, DiffFormat.PATCH, "-p", "-M");
        assertSame(query -> query.withRenames(false).withContext(0), DiffFormat.PATCH, "-p", "--no-renames", "-U0");
        assertSame(query -> query.withContext(1), DiffFormat.PATCH, "-p", "-M", "-U1");
    }

    @Test
    void patchesThatLeaveWhiteSpaceOutAreThoseOfGit() throws IOException {
        assertSame(query -> query.with(Whitespace.IGNORE_ALL), DiffFormat.PATCH, "-p", "-M", "-w");
        assertSame(query -> query.with(Whitespace.IGNORE_CHANGE), DiffFormat.PATCH, "-p", "-M", "-b");
        assertSame(query -> query.with(Whitespace.IGNORE_AT_EOL), DiffFormat.PATCH, "-p", "-M",
                "--ignore-space-at-eol");
    }

    @Test
    void whatHasChangedAndHowMuchIsAsGitCountsIt() throws IOException {
        assertSame(query -> query, DiffFormat.NAME_STATUS, "-M", "--name-status");
        assertSame(query -> query.withRenames(false), DiffFormat.NAME_STATUS, "--no-renames", "--name-status");
        assertSame(query -> query, DiffFormat.STAT, "-M", "--stat=80");
    }

    @Test
    void linesOfAPageAreCountedAsGitCountsThem() throws IOException {
        assertSameCounts(pairs, false, "--no-renames");
        assertSameCounts(pairs.stream().filter(Pair::tidy).toList(), true, "-M");
    }

    private void assertSameCounts(List<Pair> compared, boolean renames, String option) throws IOException {
        List<String> expected = ask(compared, option, "--numstat");
        for (int i = 0; i < compared.size(); i++) {
            DiffResult.Page page = (DiffResult.Page) browse.diff(git.repository(),
                    compared.get(i).query().withRenames(renames).withoutPatches());
            StringBuilder counts = new StringBuilder();
            for (FileDiff file : page.files()) {
                counts.append(file.binary() ? "-\t-\n" : file.additions() + "\t" + file.deletions() + "\n");
            }
            assertThat(counts.toString()).as("seed %d, %s", compared.get(i).seed, option)
                    .isEqualTo(expected.get(i).replaceAll("(?m)^(\\S+\t\\S+)\t.*$", "$1"));
        }
    }

    /** All trees of either side in one, so that git applies one patch. */
    @Test
    void gitMakesTheOtherTreesOfOnePatchForAll() throws IOException {
        List<Pair> applied = pairs.stream().filter(Pair::linksStay).toList();
        ObjectId from = joined(applied.stream().map(Pair::from).toList());
        ObjectId to = joined(applied.stream().map(Pair::to).toList());
        DiffQuery query = new Pair(SEED, true, true, from, to).query();
        for (boolean renames : List.of(true, false)) {
            git.git(new byte[0], "read-tree", from.name());
            git.git(text(query.withRenames(renames), DiffFormat.PATCH), "apply", "--cached", "--whitespace=nowarn",
                    "-");
            assertThat(git.git(new byte[0], "write-tree").strip()).as("renames: %s", renames).isEqualTo(to.name());
        }
    }

    private List<String> trees(List<int[]> marks, Map<Integer, ObjectId> commits) {
        StringBuilder input = new StringBuilder();
        for (int[] pair : marks) {
            for (int mark : new int[]{pair[1], pair[2]}) {
                input.append(Objects.requireNonNull(commits.get(mark)).name()).append("^{tree}\n");
            }
        }
        return git.git(bytes(input.toString()), "cat-file", "--batch-check=%(objectname)").lines().toList();
    }

    private ObjectId joined(List<ObjectId> trees) {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < trees.size(); i++) {
            input.append("040000 tree ").append(trees.get(i).name()).append('\t').append("pair").append(i).append('\n');
        }
        return ObjectId.fromString(git.git(bytes(input.toString()), "mktree").strip());
    }

    private void assertSame(UnaryOperator<DiffQuery> options, DiffFormat format, String... arguments)
            throws IOException {
        List<Pair> compared = List.of(arguments).contains("-M") ? pairs.stream().filter(Pair::tidy).toList() : pairs;
        List<String> expected = ask(compared, arguments);
        for (int i = 0; i < compared.size(); i++) {
            Pair pair = compared.get(i);
            assertThat(withoutBinary(string(options.apply(pair.query()), format)))
                    .as("seed %d, git diff %s %s %s", pair.seed, String.join(" ", arguments), pair.from.name(),
                            pair.to.name())
                    .isEqualTo(withoutBinary(expected.get(i)));
        }
    }

    /** Git writes what differs where that is shorter, we write all of it; either applies. */
    private static String withoutBinary(String patch) {
        return patch.replaceAll("(?m)^(GIT binary patch\n)(?:literal|delta)(?s:.*?)\n\n(?:literal|delta)(?s:.*?)\n\n",
                "$1");
    }

    private String string(DiffQuery query, DiffFormat format) throws IOException {
        return new String(text(query, format), StandardCharsets.ISO_8859_1);
    }

    private byte[] text(DiffQuery query, DiffFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(browse.write(git.repository(), query, format, out)).isInstanceOf(DiffResult.Written.class);
        return out.toByteArray();
    }

    /** What git says of each pair, which it puts the names of both trees before. */
    private List<String> ask(List<Pair> compared, String... arguments) {
        StringBuilder input = new StringBuilder();
        for (Pair pair : compared) {
            input.append(header(pair));
        }
        List<String> command = new ArrayList<>(List.of("diff-tree", "--stdin", "-r", "--binary", "--full-index"));
        if (!List.of(arguments).contains("-p"))
            command.remove("--binary"); // which asks for a patch
        command.addAll(List.of(arguments));
        String answer = git.git(bytes(input.toString()), command.toArray(String[]::new));
        List<String> answers = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < compared.size(); i++) {
            String header = header(compared.get(i));
            assertThat(answer.startsWith(header, at)).as("answer %d", i).isTrue();
            int end = i + 1 < compared.size()
                    ? answer.indexOf("\n" + header(compared.get(i + 1)), at) + 1
                    : answer.length();
            String own = answer.substring(at + header.length(), end);
            answers.add(own.startsWith("\n") ? own.substring(1) : own);
            at = end;
        }
        return answers;
    }

    private static String header(Pair pair) {
        return pair.from.name() + " " + pair.to.name() + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
