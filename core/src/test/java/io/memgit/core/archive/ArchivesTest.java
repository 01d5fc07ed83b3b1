package io.memgit.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.GitRepo;
import io.memgit.core.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives hold what those of the git client hold. */
class ArchivesTest {

    private static final String TIME = "1700000001";
    private static final ArchiveQuery NOTHING = new ArchiveQuery(Optional.empty(), Constants.EMPTY_TREE_ID,
            GitPath.ROOT, ArchivePrefix.NONE, ArchiveFormat.TAR_GZ);

    @TempDir
    private Path folder;

    private GitRepo git;
    private final StringBuilder stream = new StringBuilder("commit refs/heads/main\n"
            + "committer C <c@example.org> " + TIME + " +0200\ndata 1\nm\n");
    private final Browse browse = new Browse(Limits.defaults());
    private final Archives archives = new Archives(browse, Limits.defaults());

    @BeforeEach
    void open() throws IOException {
        git = GitRepo.empty(folder);
    }

    @AfterEach
    void close() {
        git.close();
    }

    /** Adds a file; every character of path and content is one byte. */
    private ArchivesTest put(String mode, String path, String content) {
        stream.append("M ").append(mode).append(" inline ").append(path).append("\ndata ").append(content.length())
                .append('\n').append(content).append('\n');
        return this;
    }

    private ArchivesTest put(String path, String content) {
        return put("100644", path, content);
    }

    private void imported() {
        git.fastImport(stream.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private ArchiveQuery query(String path, String prefix, ArchiveFormat format) {
        return new ArchiveQuery(Optional.of(git.id("main")), git.id("main^{tree}"),
                GitPath.parse(path).orElseThrow(), new ArchivePrefix(prefix), format);
    }

    private byte[] written(ArchiveQuery query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(archives.write(git.repository(), query, out)).isInstanceOf(ArchiveResult.Written.class);
        return out.toByteArray();
    }

    private static byte[] unzipped(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private byte[] ofGit(String format, String path, String prefix) {
        List<String> call = new ArrayList<>(List.of("archive", "--format=" + format));
        if (!prefix.isEmpty())
            call.add("--prefix=" + prefix);
        call.add("main");
        if (!path.isEmpty())
            call.add(path);
        return git.gitRaw(call.toArray(String[]::new));
    }

    /** All that there is to a tar file: names, types, modes, owners, times, targets and contents. */
    private static List<String> tar(byte[] bytes) throws IOException {
        List<String> entries = new ArrayList<>();
        // The library reads no archive that has a global header and nothing else.
        int start = bytes[156] == 'g' ? 1_024 : 0;
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes, start, bytes.length - start);
        try (TarArchiveInputStream in = new TarArchiveInputStream(rest, "ISO-8859-1")) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry())
                entries.add(String.join("|", e.getName(), Boolean.toString(e.isDirectory()),
                        Boolean.toString(e.isSymbolicLink()), Integer.toOctalString(e.getMode()), e.getUserName(),
                        e.getGroupName(), e.getLastModifiedTime().toString(), e.getLinkName(),
                        Arrays.toString(in.readAllBytes())));
        }
        return entries;
    }

    /**
     * What there is to a zip file, but for modes that git leaves to who unpacks, and backslashes, which
     * the library reads as slashes in what git writes.
     */
    private static List<String> zip(byte[] bytes) throws IOException {
        List<String> entries = new ArrayList<>();
        try (ZipFile file = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .setCharset("IBM437").get()) {
            for (ZipArchiveEntry e : Collections.list(file.getEntriesInPhysicalOrder())) {
                try (InputStream in = file.getInputStream(e)) {
                    entries.add(String.join("|", e.getName().replace('\\', '/'), Boolean.toString(e.isDirectory()),
                            Boolean.toString(e.isUnixSymlink()),
                            Boolean.toString(!e.isDirectory() && (e.getUnixMode() & 0100) != 0),
                            e.getLastModifiedTime().toInstant().toString(), Arrays.toString(in.readAllBytes())));
                }
            }
        }
        return entries;
    }

    private void assertSame(String path, String prefix) throws IOException {
        byte[] own = unzipped(written(query(path, prefix, ArchiveFormat.TAR_GZ)));
        assertThat(tar(own)).isEqualTo(tar(ofGit("tar", path, prefix)));
        assertThat(new String(GitRepo.run(folder, own, "get-tar-commit-id"), StandardCharsets.US_ASCII).strip())
                .isEqualTo(git.id("main").name());
        byte[] zip = written(query(path, prefix, ArchiveFormat.ZIP));
        assertThat(zip(zip)).isEqualTo(zip(ofGit("zip", path, prefix)));
        assertThat(new String(zip, zip.length - 40, 40, StandardCharsets.US_ASCII)).isEqualTo(git.id("main").name());
    }

    private ArchivesTest oddFiles() {
        String longName = "n".repeat(120);
        return put("a.txt", "one\r\ntwo\n").put("100755", "bin/run", "#!").put("120000", "link", "bin/run")
                .put("120000", "far", "t".repeat(150)).put("empty", "").put("dir/sub/deep", "x".repeat(100_000))
                .put("d".repeat(99) + "/" + longName + "/" + longName, "long").put("n".repeat(100), "exactly")
                .put("\"\\303\\251/\\346\\227\\245\"", "utf-8").put("\"latin-\\351\\377\"", "bytes")
                .put("\"back\\\\slash\"", "b").put("\"new\\nline\"", "n").put("with space", "s");
    }

    @Test
    void oddNamesModesAndLinksAreThoseOfGit() throws Exception {
        oddFiles();
        stream.append("M 160000 ").append("1".repeat(40)).append(" modules/sub\n");
        imported();
        assertSame("", "");
        assertSame("", "project-1.0/");
        assertSame("", "a/b/part");
    }

    @ParameterizedTest
    @CsvSource({"dir/sub", "a.txt", "link"})
    void aPathKeepsTheDirectoriesAboveIt(String path) throws Exception {
        oddFiles().imported();
        assertSame(path, "p/");
    }

    @Test
    void whatAttributesKeepOutOfExportsIsLeftOut() throws Exception {
        put(".gitattributes", """
                # a comment
                [attr]secret export-ignore -diff
                [attr]hidden secret
                *.log export-ignore
                keep.log -export-ignore
                /top export-ignore
                docs/** export-ignore
                docs/kept !export-ignore
                build/ export-ignore
                a/**/z export-ignore
                q?[ab] secret
                "with space" hidden
                odd export-ignore=1
                x**y export-ignore
                !no export-ignore
                .gitattributes export-ignore
                twice export-ignore
                twice -export-ignore
                once -secret
                once export-ignore
                one/** export-ignore
                two/inner export-ignore
                modules/sub export-ignore
                [ export-ignore
                """);
        put("sub/.gitattributes",
                "*.log -export-ignore\nonly export-ignore\n/b/c export-ignore\nsub/d export-ignore\n");
        for (String path : List.of("1.log", "keep.log", "top", "sub/top", "docs/one", "docs/kept", "docs/x/two",
                "build/out", "sub/build/out", "file/build", "a/z", "a/b/c/z", "a/b/zz", "qxa", "qxc", "with space",
                "odd", "xay", "x/y", "no", "twice", "once", "sub/2.log", "sub/only", "only", "sub/b/c", "sub/b/b/c",
                "sub/d", "one/a/b", "one/c", "two/inner/a"))
            put(path, path);
        stream.append("M 160000 ").append("1".repeat(40)).append(" modules/sub\n");
        imported();
        assertSame("", "");
        assertSame("sub", "p/");
        assertSame("docs", "");
        assertSame("build", "");
    }

    @Test
    void anEmptyTreeIsAnEmptyArchive() throws Exception {
        imported();
        assertSame("", "");
        assertSame("", "p/");
        assertThat(tar(unzipped(written(NOTHING)))).isEmpty();
    }

    @Test
    void theSameQueryGivesTheSameBytes() throws Exception {
        oddFiles().imported();
        for (ArchiveFormat format : ArchiveFormat.values())
            assertThat(written(query("", "p/", format))).isEqualTo(written(query("", "p/", format)));
    }

    @Test
    void aMissingPathWritesNothing() throws Exception {
        oddFiles().imported();
        for (String path : List.of("none", "dir/none", "a.txt/below")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(archives.write(git.repository(), query(path, "", ArchiveFormat.ZIP), out))
                    .isEqualTo(new ArchiveResult.Absent());
            assertThat(out.size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"/etc/", "../", "a/../b/", "a/./", "//", "a//b", "C:/x/", "a\\..\\b/", "/", "."})
    void aPrefixThatLeadsOutIsNone(String prefix) {
        assertThat(ArchivePrefix.parse(prefix)).isEmpty();
    }

    @Test
    void limitsRefuseBeforeTheFirstByte() throws Exception {
        oddFiles().put(".gitattributes", "* -text\n").imported();
        ArchiveQuery all = query("", "", ArchiveFormat.TAR_GZ);
        assertThat(refused(ArchiveSettings.with(3, 4_096, 512, 1 << 30, 1_000), all)).isEqualTo(ArchiveLimit.ENTRIES);
        assertThat(refused(ArchiveSettings.with(1_000, 200, 512, 1 << 30, 1_000), all)).isEqualTo(ArchiveLimit.PATH);
        assertThat(refused(ArchiveSettings.with(1_000, 4_096, 1, 1 << 30, 1_000), all)).isEqualTo(ArchiveLimit.DEPTH);
        assertThat(refused(ArchiveSettings.with(1_000, 4_096, 512, 90_000, 1_000), all)).isEqualTo(ArchiveLimit.SIZE);
        assertThat(refused(ArchiveSettings.with(1_000, 4_096, 512, 1 << 30, 5), all))
                .isEqualTo(ArchiveLimit.ATTRIBUTES);
    }

    private ArchiveLimit refused(Limits limits, ArchiveQuery query) throws IOException {
        return refused(new Archives(browse, limits), query);
    }

    private ArchiveLimit refused(Archives limited, ArchiveQuery query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveResult result = limited.write(git.repository(), query, out);
        assertThat(out.size()).isZero();
        assertThat(result).isInstanceOf(ArchiveResult.TooMuch.class);
        return ((ArchiveResult.TooMuch) result).limit();
    }

    @Test
    void countingEndsInTimeAndSlowClientsAreWaitedFor() throws Exception {
        for (int i = 0; i < 200; i++)
            put("f" + i, "");
        imported();
        ArchiveQuery all = query("", "", ArchiveFormat.TAR_GZ);
        AtomicLong clock = new AtomicLong();
        long limit = Limits.defaults().browse().walkTime().toNanos();
        assertThat(refused(new Archives(browse, Limits.defaults(), () -> clock.getAndAdd(limit)), all))
                .isEqualTo(ArchiveLimit.TIME);
        AtomicLong slow = new AtomicLong();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                slow.addAndGet(limit);
            }
        };
        assertThat(new Archives(browse, Limits.defaults(), slow::get).write(git.repository(), all, out))
                .isEqualTo(new ArchiveResult.Written(200, 0));
    }

    @Test
    void anArchiveThatFailsHasNoEnd() throws Exception {
        put("a", "1").imported();
        ObjectId missing = ObjectId.fromString("2".repeat(40));
        byte[] tree = new byte["40000 z".length() + 1 + 20];
        System.arraycopy("40000 z".getBytes(StandardCharsets.US_ASCII), 0, tree, 0, 7);
        missing.copyRawTo(tree, 8);
        ArchiveQuery query = new ArchiveQuery(Optional.empty(), git.store("tree", tree), GitPath.ROOT,
                ArchivePrefix.NONE, ArchiveFormat.ZIP);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> archives.write(git.repository(), query, out)).isInstanceOf(IOException.class);
        assertThat(out.size()).isZero();
        IOException gone = new IOException("gone");
        AtomicLong writes = new AtomicLong();
        OutputStream client = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (writes.incrementAndGet() == 1)
                    throw gone;
            }
        };
        assertThatThrownBy(() -> archives.write(git.repository(), query("", "", ArchiveFormat.ZIP), client))
                .isSameAs(gone);
        assertThat(writes).hasValue(1);
    }
}
