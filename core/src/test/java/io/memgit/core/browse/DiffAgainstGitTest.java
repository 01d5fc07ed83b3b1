package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds comparisons against {@code git diff}, and patches against {@code git apply}. */
class DiffAgainstGitTest {

    private static final long SEEDS = 3;
    private static final int PAIRS = 7;

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());

    /** Two commits to compare. */
    private record Two(GitRepo git, long seed, String from, String to) {

        DiffQuery query() {
            return DiffQuery.between(side(from), side(to));
        }

        DiffSide side(String revision) {
            return new DiffSide(Optional.of(git.id(revision)), git.id(revision + "^{tree}"));
        }

        String git(String... options) {
            List<String> command = new ArrayList<>(List.of("diff"));
            command.addAll(List.of(options));
            command.addAll(List.of(from, to));
            return git.gitBytes(command.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + from + " " + to;
        }
    }

    @FunctionalInterface
    private interface Check {
        void of(Two two) throws Exception;
    }

    @Test
    void gitAppliesEveryPatchAndMakesTheOtherTreeOfIt() throws Exception {
        onGeneratedHistories(two -> {
            for (boolean renames : List.of(true, false)) {
                for (int context : new int[]{3, 1}) {
                    byte[] patch = text(two, two.query().withRenames(renames).withContext(context), DiffFormat.PATCH);
                    assertThat(two.git.apply(two.git.id(two.from + "^{tree}"), patch)).as(two.toString())
                            .isEqualTo(two.git.id(two.to + "^{tree}"));
                }
            }
        });
    }

    @Test
    void thePatchesOfAPageJoinedAreWhatGitApplies() throws Exception {
        onGeneratedHistories(two -> {
            StringBuilder joined = new StringBuilder();
            for (FileDiff file : page(two, two.query()).files()) {
                joined.append(file.patch().orElseThrow());
            }
            assertThat(two.git.apply(two.git.id(two.from + "^{tree}"),
                    joined.toString().getBytes(StandardCharsets.UTF_8)))
                    .as(two.toString()).isEqualTo(two.git.id(two.to + "^{tree}"));
        });
    }

    @Test
    void linesAreCountedAsGitCountsThem() throws Exception {
        onGeneratedHistories(two -> {
            assertThat(numstat(page(two, two.query().withRenames(false)))).as(two.toString())
                    .isEqualTo(two.git("--no-renames", "--numstat", "-z"));
            assertThat(numstat(page(two, two.query()))).as(two.toString()).isEqualTo(two.git("-M", "--numstat", "-z"));
        });
    }

    @Test
    void statAndNameStatusReadAsGitPrintsThem() throws Exception {
        onGeneratedHistories(two -> {
            assertThat(string(two, two.query(), DiffFormat.STAT)).as(two.toString())
                    .isEqualTo(two.git("-M", "--stat=80"));
            assertThat(string(two, two.query(), DiffFormat.NAME_STATUS)).as(two.toString())
                    .isEqualTo(two.git("-M", "--name-status"));
            assertThat(string(two, two.query().withRenames(false), DiffFormat.NAME_STATUS)).as(two.toString())
                    .isEqualTo(two.git("--no-renames", "--name-status"));
        });
    }

    @Test
    void patchesReadAsGitPrintsThem() throws Exception {
        onGeneratedHistories(two -> assertThat(string(two, two.query(), DiffFormat.PATCH)).as(two.toString())
                .isEqualTo(two.git("-M", "--binary", "--full-index")));
    }

    @Test
    void onlyTheWantedPathsAreCompared() throws Exception {
        onGeneratedHistories(two -> {
            DiffQuery query = two.query().withRenames(false)
                    .only(List.of(path("dir/sub"), path("a.txt"), path("dir.x"), path("nothing/here")));
            assertThat(string(two, query, DiffFormat.NAME_STATUS)).as(two.toString()).isEqualTo(two.git.gitBytes(
                    "diff", "--no-renames", "--name-status", two.from, two.to, "--", "dir/sub", "a.txt", "dir.x",
                    "nothing/here"));
        });
    }

    @Test
    void whiteSpaceIsIgnoredAsGitIgnoresIt() throws Exception {
        onGeneratedHistories(two -> {
            assertThat(string(two, two.query().with(Whitespace.IGNORE_ALL), DiffFormat.STAT)).as(two.toString())
                    .isEqualTo(two.git("-M", "--stat=80", "-w"));
            assertThat(string(two, two.query().with(Whitespace.IGNORE_CHANGE), DiffFormat.STAT)).as(two.toString())
                    .isEqualTo(two.git("-M", "--stat=80", "-b"));
            assertThat(string(two, two.query().with(Whitespace.IGNORE_AT_EOL), DiffFormat.STAT)).as(two.toString())
                    .isEqualTo(two.git("-M", "--stat=80", "--ignore-space-at-eol"));
        });
    }

    @Test
    void aComparisonFromTheMergeBaseStartsWhereGitStarts() throws Exception {
        onGeneratedHistories(two -> {
            List<String> bases = two.git.gitLines("merge-base", "--all", two.from, two.to);
            DiffResult result = browse.diff(two.git.repository(), two.query().fromMergeBase());
            DiffSide from = ((DiffResult.Page) result).from();
            assertThat(from.commit().map(ObjectId::name).stream()).as(two.toString()).isSubsetOf(bases);
            if (bases.size() == 1)
                assertThat(string(two, two.query().fromMergeBase(), DiffFormat.NAME_STATUS)).as(two.toString())
                        .isEqualTo(two.git.gitBytes("diff", "-M", "--name-status", two.from + "..." + two.to));
        });
    }

    @Test
    void realHistoryIsComparedAsGitComparesIt() throws Exception {
        Optional<GitRepo> bundle = GitRepo.ofBundle(folder);
        assumeTrue(bundle.isPresent(), "no bundle of real history: set MEMGIT_TEST_BUNDLE");
        try (GitRepo git = bundle.get()) {
            List<String> commits = git.gitLines("rev-list", "--all");
            Random random = new Random(7);
            for (int i = 0; i < 15; i++) {
                int at = random.nextInt(commits.size() - 40);
                Two two = new Two(git, i, commits.get(at + random.nextInt(40)), commits.get(at));
                assertThat(numstat(page(two, two.query().withRenames(false).withoutPatches()))).as(two.toString())
                        .isEqualTo(two.git("--no-renames", "--numstat", "-z"));
                assertThat(string(two, two.query(), DiffFormat.NAME_STATUS)).as(two.toString())
                        .isEqualTo(two.git("-M", "--name-status"));
                byte[] patch = text(two, two.query(), DiffFormat.PATCH);
                assertThat(git.apply(git.id(two.from + "^{tree}"), patch)).as(two.toString())
                        .isEqualTo(git.id(two.to + "^{tree}"));
            }
        }
    }

    private void onGeneratedHistories(Check check) throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Path parent = folder.resolve("seed" + seed);
            Files.createDirectories(parent);
            try (GitRepo git = GitRepo.empty(parent)) {
                git.fastImport(RandomHistory.of(seed, 40));
                List<String> commits = git.gitLines("rev-list", "--all");
                Random random = new Random(seed);
                for (int i = 0; i < PAIRS; i++) {
                    check.of(new Two(git, seed, commits.get(random.nextInt(commits.size())),
                            commits.get(random.nextInt(commits.size()))));
                }
            }
        }
    }

    private DiffResult.Page page(Two two, DiffQuery query) throws IOException {
        return (DiffResult.Page) browse.diff(two.git.repository(), query);
    }

    private byte[] text(Two two, DiffQuery query, DiffFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(browse.write(two.git.repository(), query, format, out)).isInstanceOf(DiffResult.Written.class);
        return out.toByteArray();
    }

    private String string(Two two, DiffQuery query, DiffFormat format) throws IOException {
        return new String(text(two, query, format), StandardCharsets.ISO_8859_1);
    }

    /** In the form of {@code git diff --numstat -z}. */
    private static String numstat(DiffResult.Page page) {
        StringBuilder text = new StringBuilder();
        for (FileDiff file : page.files()) {
            text.append(file.binary() ? "-\t-\t" : file.additions() + "\t" + file.deletions() + "\t");
            file.oldPath().ifPresent(old -> text.append('\0').append(latin(old)).append('\0'));
            text.append(latin(file.path())).append('\0');
        }
        assertThat(page.stats().files()).isEqualTo(page.files().size());
        assertThat(page.stats().additions()).isEqualTo(page.files().stream().mapToLong(FileDiff::additions).sum());
        assertThat(page.stats().deletions()).isEqualTo(page.files().stream().mapToLong(FileDiff::deletions).sum());
        return text.toString();
    }

    private static String latin(GitPath path) {
        return new String(path.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static GitPath path(String text) {
        return GitPath.parse(text).orElseThrow();
    }
}
