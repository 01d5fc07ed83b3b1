package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.FileDiff.Omitted;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    private static final String LONG = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n";

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());
    private final StringBuilder stream = new StringBuilder();
    private GitRepo git;

    @BeforeEach
    void makeRepository() throws IOException {
        git = GitRepo.empty(folder);
    }

    @AfterEach
    void closeRepository() {
        git.close();
    }

    @Test
    void contentsOfEveryKindAreShownAsGitShowsThem() throws Exception {
        compare(Map.of("class.c", "int main(void)  \n{\n" + LONG + "  return 0;\n}\n", "gone", "x\ny\n", "crlf",
                "a\r\nb\r\n",
                "half", "a\nb", "whole", "a\nb\n", "empty", "", "full", "x\n"),
                Map.of("class.c", "int main(void)  \n{\n" + LONG + "  return 1;\n}\n", "new", "x\n\nz\n", "crlf",
                        "a\r\nc\r\n", "half", "a\nb\n", "whole", "a\nc", "empty", "x\n", "full", ""));
        assertThat(patch()).isEqualTo(gitDiff("--binary", "--full-index"));
        assertThat(applied()).isEqualTo(git.id("main^{tree}"));
    }

    @Test
    void namesOfEveryKindAreQuotedAsGitQuotesThem() throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> after = new LinkedHashMap<>();
        for (String name : List.of("with space", "gr\u00fcn", "quote\"d", "tab\there", "back\\slash", "bell\u0007",
                "del\u007f", "line\nfeed", "\u0001", "dir with space/\ud83d\ude00", "-dash")) {
            before.put(name, "a\n");
            after.put(name, "b\n");
        }
        before.put("old name", LONG);
        after.put("n\u00e9w/name", LONG + "x\n");
        compare(before, after);
        assertThat(patch()).isEqualTo(gitDiff("-M", "--binary", "--full-index"));
        assertThat(text(DiffFormat.STAT)).isEqualTo(gitDiff("-M", "--stat=80"));
        assertThat(text(DiffFormat.NAME_STATUS)).isEqualTo(gitDiff("-M", "--name-status"));
        assertThat(applied()).isEqualTo(git.id("main^{tree}"));
    }

    @Test
    void modesLinksAndSubmodulesAreShownAsGitShowsThem() throws Exception {
        String one = "1".repeat(40);
        String two = "2".repeat(40);
        commit("before", """
                M 100644 inline mode
                data 2
                a
                M 100755 inline both
                data 2
                a
                M 120000 inline link
                data 3
                a/b
                M 100644 inline becomes-link
                data 2
                a
                M 160000 %s module
                M 160000 %s gone-module
                """.formatted(one, one));
        commit("main", """
                M 100755 inline mode
                data 2
                a
                M 100644 inline both
                data 2
                b
                M 120000 inline link
                data 3
                a/c
                M 120000 inline becomes-link
                data 1
                a
                M 160000 %s module
                M 160000 %s new-module
                """.formatted(two, one));
        imported();
        assertThat(patch()).isEqualTo(gitDiff("-M", "--binary", "--full-index"));
        assertThat(text(DiffFormat.NAME_STATUS)).isEqualTo(gitDiff("-M", "--name-status"));
        assertThat(applied()).isEqualTo(git.id("main^{tree}"));
        assertThat(page(query()).files()).filteredOn(f -> f.path().text().equals("becomes-link")).singleElement()
                .satisfies(f -> {
                    assertThat(f.status()).isEqualTo(DiffStatus.TYPE_CHANGED);
                    assertThat(f.oldMode().map(EntryMode::octal)).contains("100644");
                    assertThat(f.newMode().map(EntryMode::octal)).contains("120000");
                });
    }

    @Test
    void binaryFilesTravelInPatchesThatGitApplies() throws Exception {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        random[0] = 0;
        byte[] other = random.clone();
        other[500] ^= 1;
        ObjectId before = tree(Map.of("changed", random, "gone", new byte[]{0, 1, 2}, "same", new byte[]{0}));
        ObjectId after = tree(Map.of("changed", other, "new", new byte[]{0}, "same", new byte[]{0}, "text",
                "a\n".getBytes(StandardCharsets.UTF_8)));
        DiffQuery query = DiffQuery.between(new DiffSide(Optional.empty(), before),
                new DiffSide(Optional.empty(), after)).withRenames(false);
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        browse.write(git.repository(), query, DiffFormat.PATCH, patch);
        assertThat(git.apply(before, patch.toByteArray())).isEqualTo(after);
        ByteArrayOutputStream stat = new ByteArrayOutputStream();
        browse.write(git.repository(), query, DiffFormat.STAT, stat);
        assertThat(stat.toString(StandardCharsets.UTF_8))
                .isEqualTo(git.git("diff", "--no-renames", "--stat=80", before.name(), after.name()));
        DiffResult.Page page = page(query);
        assertThat(page.files()).filteredOn(f -> f.path().text().equals("changed")).singleElement().satisfies(f -> {
            assertThat(f.binary()).isTrue();
            assertThat(f.patch()).isEmpty();
            assertThat(f.omitted()).contains(Omitted.BINARY);
        });
        assertThat(page.stats()).isEqualTo(new DiffStats(4, 1, 0));
    }

    @Test
    void textThatIsNotUtf8IsCountedAndItsPatchIsLeftOut() throws Exception {
        ObjectId before = tree(Map.of("latin", "gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1)));
        ObjectId after = tree(Map.of("latin", "gr\u00fcner\n".getBytes(StandardCharsets.ISO_8859_1)));
        FileDiff file = page(DiffQuery.between(new DiffSide(Optional.empty(), before),
                new DiffSide(Optional.empty(), after))).files().getFirst();
        assertThat(file.binary()).isFalse();
        assertThat(file.additions()).isOne();
        assertThat(file.patch()).isEmpty();
        assertThat(file.omitted()).contains(Omitted.BINARY);
    }

    @Test
    void aPatchThatIsTooLargeIsLeftOutWhileItsLinesAreCounted() throws Exception {
        Map<String, String> after = new LinkedHashMap<>();
        after.put("a", "x\n".repeat(1_000));
        after.put("b", "x\n".repeat(100));
        after.put("c", "x\n".repeat(100));
        after.put("d", "x\n");
        compare(Map.of(), after);
        Browse small = new Browse(limits(2_000, 800, 100_000, 3_000));
        DiffResult.Page page = (DiffResult.Page) small.diff(git.repository(), query());
        assertThat(page.files()).extracting(f -> f.path().text() + " " + f.patch().isPresent() + " " + f.omitted())
                .containsExactly("a false Optional[SIZE]", "b true Optional.empty", "c false Optional[SIZE]",
                        "d true Optional.empty");
        assertThat(page.stats()).isEqualTo(new DiffStats(4, 1_201, 0));
    }

    @Test
    void aFileTooLargeToCompareIsTreatedAsBinary() throws Exception {
        compare(Map.of(), Map.of("large", "x\n".repeat(1_000)));
        Browse small = new Browse(limits(100_000, 100_000, 1_000, 3_000));
        DiffResult.Page page = (DiffResult.Page) small.diff(git.repository(), query());
        assertThat(page.files()).singleElement().satisfies(f -> {
            assertThat(f.binary()).isTrue();
            assertThat(f.omitted()).contains(Omitted.SIZE);
        });
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        small.write(git.repository(), query(), DiffFormat.PATCH, patch);
        assertThat(git.apply(git.id("before^{tree}"), patch.toByteArray())).isEqualTo(git.id("main^{tree}"));
    }

    @Test
    void aFileOfMillionsOfLinesIsNotCompared() throws Exception {
        compare(Map.of("long", "\n".repeat(1_000_001)), Map.of("long", "\n".repeat(1_000_000)));
        assertThat(page(query()).files()).singleElement().satisfies(f -> {
            assertThat(f.binary()).isTrue();
            assertThat(f.omitted()).contains(Omitted.SIZE);
        });
    }

    @Test
    void moreWantedPathsThanOneBatchMayNameAreRefused() throws Exception {
        compare(Map.of(), Map.of("a", "x\n"));
        List<GitPath> paths = Collections.nCopies(1_001, GitPath.parse("a").orElseThrow());
        assertThat(browse.diff(git.repository(), query().only(paths))).isEqualTo(new Exceeded(Bound.PATHS));
    }

    @Test
    void pagesJoinToTheWholeAndEachHasTheStatsOfAll() throws Exception {
        Map<String, String> after = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            after.put("file" + i, "x\n");
        }
        compare(Map.of("gone", "y\n"), after);
        Browse small = new Browse(limits(100_000, 100_000, 100_000, 6));
        List<FileDiff> joined = new ArrayList<>();
        Optional<Integer> next = Optional.of(0);
        while (next.isPresent()) {
            DiffResult.Page page = (DiffResult.Page) small.diff(git.repository(), query().page(next.get(), 1_000));
            assertThat(page.stats()).isEqualTo(new DiffStats(21, 20, 1));
            assertThat(page.files()).hasSizeLessThanOrEqualTo(6);
            joined.addAll(page.files());
            next = page.next();
        }
        assertThat(joined).isEqualTo(page(query()).files()).hasSize(21);
    }

    @Test
    void withoutASideBeforeACommitIsComparedWithItsFirstParentAndARootWithNothing() throws Exception {
        git.fastImport(RandomHistory.of(8, 30));
        for (String commit : git.gitLines("rev-list", "--all")) {
            DiffQuery query = DiffQuery.of(side(commit)).withRenames(false);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            browse.write(git.repository(), query, DiffFormat.NAME_STATUS, out);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(git.git("show", "--no-renames", "--format=",
                    "--first-parent", "-m", "--name-status", commit));
        }
    }

    @Test
    void renamedFilesAreFoundByEqualContentByNameAndByLikeness() throws Exception {
        compare(Map.of("a/equal", LONG, "a/named", LONG + "named\n", "a/alike", LONG + "alike\n", "a/other", "z\n"),
                Map.of("b/equal2", LONG, "b/named", LONG + "named!\n", "b/likely", LONG + "alikely\n", "b/other2",
                        "y\n"));
        assertThat(page(query()).files()).extracting(
                f -> f.oldPath().map(p -> p.text() + " ").orElse("") + f.path() + " " + f.status().text())
                .containsExactlyInAnyOrder("a/equal b/equal2 renamed", "a/named b/named renamed",
                        "a/alike b/likely renamed", "a/other deleted", "b/other2 added");
        assertThat(text(DiffFormat.NAME_STATUS)).isEqualTo(gitDiff("-M", "--name-status"));
        assertThat(text(DiffFormat.STAT)).isEqualTo(gitDiff("-M", "--stat=80"));
        assertThat(applied()).isEqualTo(git.id("main^{tree}"));
    }

    @Test
    void longNamesAndManyLinesShareTheColumnsAsInGit() throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> after = new LinkedHashMap<>();
        for (int i = 1; i < 40; i++) {
            String name = "d/".repeat(i) + "name" + "x".repeat(i * 2);
            before.put(name, "x\n".repeat(i * i));
            after.put(name, "y\n".repeat(i * i * i % 1_000 + 1));
        }
        compare(before, after);
        assertThat(text(DiffFormat.STAT)).isEqualTo(gitDiff("-M", "--stat=80"));
    }

    @Test
    void equalTreesDifferInNothing() throws Exception {
        compare(Map.of("a", "x\n"), Map.of("a", "x\n"));
        assertThat(page(query()).files()).isEmpty();
        assertThat(page(query()).stats()).isEqualTo(new DiffStats(0, 0, 0));
        assertThat(patch()).isEmpty();
        assertThat(text(DiffFormat.STAT)).isEmpty();
    }

    @Test
    void sidesWithoutACommonAncestorHaveNoMergeBase() throws Exception {
        compare(Map.of("a", "x\n"), Map.of("b", "x\n"));
        git.fastImport("commit refs/heads/alone\ncommitter a <a@x> 1 +0000\ndata 0\n\n");
        DiffQuery query = DiffQuery.between(side("alone"), side("main")).fromMergeBase();
        assertThat(browse.diff(git.repository(), query)).isEqualTo(new DiffResult.NoMergeBase());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(browse.write(git.repository(), query, DiffFormat.PATCH, out))
                .isEqualTo(new DiffResult.NoMergeBase());
        assertThat(out.size()).isZero();
    }

    @Test
    void aComparisonThatTakesTooLongIsGivenUpBeforeAnythingIsWritten() throws Exception {
        Map<String, String> after = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            after.put("file" + i, "x\n");
        }
        compare(Map.of(), after);
        AtomicLong clock = new AtomicLong();
        Browse slow = new Browse(Limits.defaults(), () -> clock.getAndAdd(Duration.ofSeconds(2).toNanos()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(slow.write(git.repository(), query(), DiffFormat.STAT, out))
                .isEqualTo(new Exceeded(Bound.WALK_TIME));
        assertThat(slow.diff(git.repository(), query())).isEqualTo(new Exceeded(Bound.WALK_TIME));
        assertThat(out.size()).isZero();
    }

    private static Limits limits(long patch, long patches, long diff, int files) {
        BrowseLimits b = Limits.defaults().browse();
        return ChangedLimits.with(
                new BrowseLimits(b.paths(), b.batchSize(), new ByteCount(patch), new ByteCount(patches),
                        new ByteCount(diff), files, b.renameCandidates(), b.archiveSize(), b.attributesSize(),
                        b.walkCommits(), b.walkTime()));
    }

    /** Two commits, {@code before} and {@code main}, with these files. */
    private void compare(Map<String, String> before, Map<String, String> after) {
        commit("before", files(before));
        commit("main", files(after));
        imported();
    }

    private void imported() {
        git.fastImport(stream.toString());
    }

    private void commit(String branch, String files) {
        stream.append("commit refs/heads/").append(branch).append("\ncommitter a <a@x> 1 +0000\ndata 0\n\n")
                .append("deleteall\n").append(files).append('\n');
    }

    private static String files(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        files.forEach((name, content) -> text.append("M 100644 inline \"")
                .append(name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append("\"\ndata ")
                .append(content.getBytes(StandardCharsets.UTF_8).length).append('\n').append(content).append('\n'));
        return text.toString();
    }

    private ObjectId tree(Map<String, byte[]> files) {
        StringBuilder entries = new StringBuilder();
        files.forEach((name, content) -> entries.append("100644 blob ").append(git.store("blob", content).name())
                .append('\t').append(name).append('\n'));
        return ObjectId.fromString(new String(
                GitRepo.run(git.folder(), entries.toString().getBytes(StandardCharsets.UTF_8), "mktree"),
                StandardCharsets.US_ASCII).strip());
    }

    private DiffSide side(String revision) {
        return new DiffSide(Optional.of(git.id(revision)), git.id(revision + "^{tree}"));
    }

    private DiffQuery query() {
        return DiffQuery.between(side("before"), side("main"));
    }

    private DiffResult.Page page(DiffQuery query) throws IOException {
        return (DiffResult.Page) browse.diff(git.repository(), query);
    }

    private String patch() throws IOException {
        return text(DiffFormat.PATCH);
    }

    private String text(DiffFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        browse.write(git.repository(), query(), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private ObjectId applied() throws IOException {
        return git.apply(git.id("before^{tree}"), patch().getBytes(StandardCharsets.UTF_8));
    }

    private String gitDiff(String... options) {
        List<String> command = new ArrayList<>(List.of("diff"));
        command.addAll(List.of(options));
        command.addAll(List.of("before", "main"));
        return git.git(command.toArray(String[]::new));
    }
}
