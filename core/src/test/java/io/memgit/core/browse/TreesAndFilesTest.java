package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.browse.TreeResult.Entry;
import io.memgit.core.browse.TreeResult.Listing;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.TreeLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds listings and reads against {@code git ls-tree}, {@code git cat-file} and {@code git log}.
 */
class TreesAndFilesTest {

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());
    private GitRepo git;

    @BeforeEach
    void makeRepository() throws IOException {
        git = GitRepo.empty(folder);
        git.fastImport(RandomHistory.of(5, 60));
    }

    @AfterEach
    void closeRepository() {
        git.close();
    }

    @Test
    void everyDirectoryIsListedAsGitListsIt() throws Exception {
        for (String directory : List.of("", "dir", "dir/sub", "other")) {
            assertThat(lines(list(directory, false))).isEqualTo(git.gitLines("-c", "core.quotePath=false", "ls-tree",
                    "-l", "main:" + directory).stream().map(l -> under(directory, l)).toList());
        }
        assertThat(lines(list("", true)))
                .isEqualTo(git.gitLines("-c", "core.quotePath=false", "ls-tree", "-l", "-r", "-t", "main"));
    }

    @Test
    void pagesJoinToTheWholeListing() throws Exception {
        List<String> joined = new ArrayList<>();
        Optional<Integer> next = Optional.of(0);
        int whole = list("", true).total();
        while (next.isPresent()) {
            Listing page = listing(new TreeQuery(GitPath.ROOT, true, next.get(), 3, Optional.empty()));
            assertThat(page.total()).isEqualTo(whole);
            joined.addAll(lines(page));
            next = page.next();
        }
        assertThat(joined).hasSize(whole).isEqualTo(lines(list("", true)));
    }

    @Test
    void theLastCommitOfEachEntryIsTheOneThatGitLogNames() throws Exception {
        for (boolean recursive : List.of(false, true)) {
            Listing listing = listing(
                    new TreeQuery(GitPath.ROOT, recursive, 0, 1_000, Optional.of(git.id("main"))));
            for (Entry entry : listing.entries()) {
                assertThat(entry.lastCommit().map(c -> c.id().name())).as(entry.path().text())
                        .contains(git.git("log", "-1", "--format=%H", "main", "--", entry.path().text()).strip());
            }
        }
    }

    @Test
    void theLastCommitsOfRealHistoryAreThoseThatGitLogNames() throws Exception {
        Optional<GitRepo> bundle = GitRepo.ofBundle(folder);
        assumeTrue(bundle.isPresent(), "no bundle of real history: set MEMGIT_TEST_BUNDLE");
        try (GitRepo real = bundle.get()) {
            for (String directory : List.of("", "ratis-server/src/main/java/org/apache/ratis/server/impl")) {
                Listing listing = (Listing) browse.list(real.repository(), real.id("HEAD^{tree}"),
                        new TreeQuery(path(directory), false, 0, 1_000, Optional.of(real.id("HEAD"))));
                assertThat(listing.entries()).hasSizeGreaterThan(10);
                for (Entry entry : listing.entries().subList(0, 10)) {
                    assertThat(entry.lastCommit().map(c -> c.id().name())).as(entry.path().text())
                            .contains(real.git("log", "-1", "--format=%H", "HEAD", "--", entry.path().text()).strip());
                }
            }
        }
    }

    @Test
    void everyFileReadsAsGitReadsIt() throws Exception {
        List<GitPath> files = new ArrayList<>();
        for (Entry entry : list("", true).entries()) {
            if (entry.size().isEmpty())
                continue;
            files.add(entry.path());
            FileContent content = (FileContent) read(entry.path());
            assertThat(content.bytes()).isEqualTo(git.gitRaw("cat-file", "blob", entry.id().name()));
            FileEntry found = (FileEntry) browse.find(git.repository(), git.id("main^{tree}"), entry.path());
            assertThat(found).isEqualTo(content.entry());
            assertThat(found.size()).isEqualTo(content.bytes().length);
            assertThat(found.mode()).isEqualTo(entry.mode());
            try (InputStream stream = browse.open(git.repository(), found.blob())) {
                assertThat(stream.readAllBytes()).isEqualTo(content.bytes());
            }
        }
        assertThat(files).hasSizeGreaterThan(3);
    }

    @Test
    void aBlobHasASizeAndNothingElseHas() throws Exception {
        ObjectId blob = git.store("blob", new byte[]{1, 2, 3});
        assertThat(browse.size(git.repository(), blob)).hasValue(3);
        assertThat(browse.size(git.repository(), git.id("main"))).isEmpty();
        assertThat(browse.size(git.repository(), ObjectId.fromString("1".repeat(40)))).isEmpty();
    }

    @Test
    void aBatchReadsInTheOrderAskedForWhatSingleReadsRead() throws Exception {
        List<GitPath> paths = new ArrayList<>();
        list("", true).entries().forEach(e -> paths.add(e.path()));
        for (String missing : List.of("", "nothing", "dir/nothing", "dir/sub/nothing/at/all", "a", "dir/a", "z/z")) {
            paths.add(path(missing));
        }
        paths.addAll(List.copyOf(paths));
        Collections.shuffle(paths, new Random(1));
        BatchResult.Batch batch = (BatchResult.Batch) browse.readAll(git.repository(), git.id("main^{tree}"), paths);
        assertThat(batch.results()).hasSameSizeAs(paths);
        for (int i = 0; i < paths.size(); i++) {
            assertThat(batch.results().get(i)).usingRecursiveComparison().isEqualTo(read(paths.get(i)));
        }
    }

    @Test
    void directoriesSubmodulesAndMissingFilesAreSaidToBeSo() throws Exception {
        String id = git.id("main").name();
        ObjectId tree = mktree("160000 commit " + id + "\tmodule\0" + "040000 tree "
                + git.id("main^{tree}").name() + "\tdeep\0");
        assertThat(browse.read(git.repository(), tree, path("module")))
                .isEqualTo(new OtherType(path("module"), EntryType.SUBMODULE));
        assertThat(browse.find(git.repository(), tree, path("deep")))
                .isEqualTo(new OtherType(path("deep"), EntryType.DIRECTORY));
        assertThat(browse.find(git.repository(), tree, GitPath.ROOT))
                .isEqualTo(new OtherType(GitPath.ROOT, EntryType.DIRECTORY));
        assertThat(browse.find(git.repository(), tree, path("module/x"))).isEqualTo(new Missing(path("module/x")));
        assertThat(browse.list(git.repository(), tree, query("module", false)))
                .isEqualTo(new OtherType(path("module"), EntryType.SUBMODULE));
        assertThat(browse.list(git.repository(), tree, query("x", false))).isEqualTo(new Missing(path("x")));
        Listing listing = (Listing) browse.list(git.repository(), tree, query("", false));
        assertThat(listing.entries()).extracting(e -> e.mode().octal() + " " + e.mode().type().text())
                .containsExactly("040000 directory", "160000 submodule");
    }

    @Test
    void theEmptyTreeIsListedEvenWhereItIsNotStored() throws Exception {
        Listing listing = (Listing) browse.list(git.repository(),
                ObjectId.fromString("4b825dc642cb6eb9a060e54bf8d69288fbee4904"), query("", true));
        assertThat(listing.entries()).isEmpty();
        assertThat(listing.total()).isZero();
        assertThat(listing.next()).isEmpty();
    }

    @Test
    void aNameThatIsNotUtf8ReadsWithReplacementsAndKeepsItsBytes() throws Exception {
        byte[] name = {'d', (byte) 0xe4, '.', 't', 'x', 't'};
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        tree.writeBytes("100644 ".getBytes(StandardCharsets.US_ASCII));
        tree.writeBytes(name);
        tree.write(0);
        byte[] id = new byte[20];
        git.store("blob", new byte[0]).copyRawTo(id, 0);
        tree.writeBytes(id);
        Listing listing = (Listing) browse.list(git.repository(), git.store("tree", tree.toByteArray()),
                query("", false));
        GitPath path = listing.entries().getFirst().path();
        assertThat(path.text()).isEqualTo("d\ufffd.txt");
        assertThat(path.isUtf8()).isFalse();
        assertThat(path.bytes()).isEqualTo(name);
    }

    @Test
    void aWalkOverTooManyEntriesOrForTooLongIsGivenUp() throws Exception {
        Limits small = ChangedLimits.with(
                new TreeLimits(255, 4_096, 512, 100, 5, Duration.ofSeconds(5),
                        ByteCount.megabytes(1)));
        ObjectId root = git.id("main^{tree}");
        assertThat(new Browse(small).list(git.repository(), root, query("", true)))
                .isEqualTo(new Exceeded(Bound.WALK_ENTRIES));
        AtomicLong clock = new AtomicLong();
        Browse slow = new Browse(Limits.defaults(), () -> clock.getAndAdd(Duration.ofSeconds(3).toNanos()));
        git.fastImport(RandomHistory.of(6, 400));
        assertThat(slow.log(git.repository(), LogQuery.from(git.id("main")).page(0, 1_000)))
                .isEqualTo(new Exceeded(Bound.WALK_TIME));
    }

    @Test
    void theSearchForLastCommitsEndsAtItsLimitWithWhatItHasFound() throws Exception {
        Browse few = new Browse(withBrowse(1_000, 64 << 20, 3));
        Listing listing = (Listing) few.list(git.repository(), git.id("main^{tree}"),
                new TreeQuery(GitPath.ROOT, true, 0, 1_000, Optional.of(git.id("main"))));
        assertThat(listing.entries()).hasSize(list("", true).total());
        assertThat(listing.entries()).anySatisfy(e -> assertThat(e.lastCommit()).isEmpty());
    }

    @Test
    void aBatchOfTooManyPathsOrBytesIsRefused() throws Exception {
        ObjectId root = git.id("main^{tree}");
        List<GitPath> paths = list("", true).entries().stream().map(Entry::path).toList();
        assertThat(new Browse(withBrowse(2, 64 << 20, 1_000)).readAll(git.repository(), root, paths))
                .isEqualTo(new Exceeded(Bound.PATHS));
        assertThat(new Browse(withBrowse(100, 10, 1_000)).readAll(git.repository(), root, paths))
                .isEqualTo(new Exceeded(Bound.READ_SIZE));
    }

    private static Limits withBrowse(int paths, long batchSize, int commits) {
        BrowseLimits b = Limits.defaults().browse();
        return ChangedLimits.with(
                new BrowseLimits(paths, new ByteCount(batchSize), b.patchSize(), b.patchesSize(), b.diffSize(),
                        b.diffFiles(),
                        b.renameCandidates(), b.archiveSize(), b.attributesSize(), commits, b.walkTime()));
    }

    private ObjectId mktree(String entries) {
        return ObjectId.fromString(new String(GitRepo.run(git.folder(), entries.getBytes(StandardCharsets.UTF_8),
                "mktree", "-z", "--missing"), StandardCharsets.US_ASCII).strip());
    }

    private static TreeQuery query(String path, boolean recursive) {
        return new TreeQuery(path(path), recursive, 0, 1_000, Optional.empty());
    }

    private Listing list(String path, boolean recursive) throws IOException {
        return listing(query(path, recursive));
    }

    private Listing listing(TreeQuery query) throws IOException {
        return (Listing) browse.list(git.repository(), git.id("main^{tree}"), query);
    }

    private ReadResult read(GitPath path) throws IOException {
        return browse.read(git.repository(), git.id("main^{tree}"), path);
    }

    /** In the form of {@code git ls-tree -l}. */
    private static List<String> lines(Listing listing) {
        return listing.entries().stream().map(e -> {
            String type = switch (e.mode().type()) {
                case FILE, SYMLINK -> "blob";
                case DIRECTORY -> "tree";
                case SUBMODULE -> "commit";
            };
            String size = e.size().isPresent() ? Long.toString(e.size().getAsLong()) : "-";
            return "%s %s %s %7s\t%s".formatted(e.mode(), type, e.id().name(), size, e.path());
        }).toList();
    }

    private static String under(String directory, String line) {
        return directory.isEmpty() ? line : line.replace("\t", "\t" + directory + "/");
    }

    private static GitPath path(String text) {
        return GitPath.parse(text).orElseThrow();
    }
}
