package io.memgit.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.Limits;
import io.memgit.core.repo.MemoryRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real {@code git clone} and {@code git fetch} against the services. */
class GitFetchTest {

    private static final int COMMITS = 12;

    @TempDir
    Path temp;

    private final ServedRepositories served = new ServedRepositories(Limits.defaults());
    private MemoryRepository repository;
    private GitClient git;

    @BeforeEach
    void push() {
        repository = served.create("app");
        git = GitClient.init(temp.resolve("work"));
        git.git("remote", "add", "origin", served.url(repository));
        for (int i = 1; i <= COMMITS; i++) {
            git.write("dir/deep/file.txt", "line\n".repeat(i));
            git.write("other" + i + ".txt", "other " + i);
            git.git("add", "-A");
            String date = "2026-01-%02dT12:00:00Z".formatted(i);
            git.git("-c", "user.name=A", "commit", "-q", "-m", "commit " + i, "--date", date);
            if (i == 6)
                git.git("tag", "-a", "v6", "-m", "six");
        }
        git.git("push", "origin", "main", "v6");
    }

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aCloneHasEverything(String version) {
        GitClient clone = cloned("-c", "protocol.version=" + version);

        assertThat(clone.head()).isEqualTo(git.head());
        assertThat(clone.git("rev-parse", "v6")).isEqualTo(git.git("rev-parse", "v6"));
        assertThat(clone.git("rev-list", "--count", "--all", "--objects"))
                .isEqualTo(git.git("rev-list", "--count", "--all", "--objects"));
        clone.git("fsck", "--strict", "--full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aFetchBringsWhatIsNew(String version) {
        GitClient clone = cloned();
        String head = git.commit("new.txt", "new");
        git.git("tag", "-a", "v13", "-m", "thirteen");
        git.git("push", "origin", "main", "v13");

        clone.git("-c", "protocol.version=" + version, "fetch", "-q");

        assertThat(clone.git("rev-parse", "origin/main")).isEqualTo(head);
        // Tags of what is fetched come along.
        assertThat(clone.git("rev-parse", "v13^{}")).isEqualTo(head);
        clone.git("fsck", "--strict", "--full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aShallowCloneHasTheNewestCommitsAndBecomesWhole(String version) {
        GitClient clone = cloned("--depth", "3", "-c", "protocol.version=" + version);
        assertThat(clone.git("rev-list", "--count", "HEAD")).isEqualTo("3");

        clone.git("fetch", "-q", "--depth", "5");
        assertThat(clone.git("rev-list", "--count", "HEAD")).isEqualTo("5");

        clone.git("fetch", "-q", "--unshallow");
        assertThat(clone.git("rev-list", "--count", "HEAD")).isEqualTo(String.valueOf(COMMITS));
        clone.git("fsck", "--strict", "--full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void aShallowCloneIsCutByDateAndByBranch(String version) {
        git.git("push", "origin", "main~4:refs/heads/old");

        GitClient without = cloned("--shallow-exclude", "old", "--single-branch", "-b", "main", "-c",
                "protocol.version=" + version);
        assertThat(without.git("rev-list", "--count", "HEAD")).isEqualTo("4");
    }

    @Test
    void aShallowCloneIsCutByCommitterDate() {
        MemoryRepository dated = served.create("dated");
        GitClient work = GitClient.init(temp.resolve("dated"));
        for (int i = 1; i <= 6; i++) {
            work.write("a.txt", "v" + i);
            work.git("add", "-A");
            String day = "2026-01-%02dT12:00:00+0000".formatted(i);
            work.git("-c", "user.useConfigOnly=false", "commit", "-q", "-m", "c" + i, "--date", day);
            work.git("-c", "core.editor=true", "rebase", "-q", "--root", "--committer-date-is-author-date");
        }
        work.git("push", "-q", served.url(dated), "main");

        GitClient clone = GitClient.cloned(served.url(dated), temp.resolve("since"), "--shallow-since=2026-01-04");

        assertThat(clone.git("rev-list", "--count", "HEAD")).isEqualTo("3");
    }

    @Test
    void aShallowClonePushes() {
        GitClient clone = cloned("--depth", "2");
        String head = clone.commit("shallow.txt", "made in a shallow clone");
        clone.git("push", "origin", "main");

        git.git("fetch", "-q");
        assertThat(git.git("rev-parse", "origin/main")).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void aCloneWithoutBlobsFetchesThemWhenTheyAreNeeded(String version) {
        GitClient clone = cloned("--filter=blob:none", "--no-checkout", "-c", "protocol.version=" + version);
        assertThat(missing(clone)).isNotEmpty();

        clone.git("checkout", "-q", "main");
        assertThat(clone.read("dir/deep/file.txt")).isEqualTo("line\n".repeat(COMMITS));
        assertThat(clone.git("show", "main~5:dir/deep/file.txt")).isEqualTo("line\n".repeat(COMMITS - 5).strip());
        assertThat(clone.git("log", "-p", "--format=%H")).contains("+other 1");
        assertThat(missing(clone)).isEmpty();
    }

    @Test
    void aCloneWithoutTreesFetchesThemWhenTheyAreNeeded() {
        GitClient clone = cloned("--filter=tree:0", "--no-checkout");
        assertThat(missing(clone)).isNotEmpty();

        clone.git("checkout", "-q", "main");

        assertThat(clone.read("other3.txt")).isEqualTo("other 3");
    }

    @Test
    void deepeningByANumberIsRefusedWithAWordOnWhatToDo() {
        GitClient clone = cloned("--depth", "2");

        assertThat(clone.fails("fetch", "--deepen=2")).contains("use --depth");
        assertThat(clone.fails("-c", "protocol.version=0", "fetch", "--deepen=2")).contains("deepen");
    }

    @Test
    void whatNoRefLeadsToIsNotHandedOut() {
        String first = git.git("rev-parse", "main~1");
        String lost = git.head();
        String lostBlob = git.git("rev-parse", "main:other12.txt");
        git.git("push", "-f", "origin", "main~1:main");
        GitClient clone = GitClient.init(temp.resolve("thief"));
        clone.git("remote", "add", "origin", served.url(repository));

        assertThat(clone.fails("fetch", "origin", lost)).contains(lost + " not valid");
        assertThat(clone.fails("-c", "protocol.version=0", "fetch", "origin", lostBlob)).contains(lostBlob);
        clone.git("fetch", "-q", "origin", first);
        clone.git("fetch", "-q", "origin", git.git("rev-parse", "main~1:other3.txt"));
    }

    @Test
    void anEmptyRepositoryIsCloned() {
        MemoryRepository empty = served.create("empty");

        for (String version : new String[]{"0", "1", "2"}) {
            GitClient clone = GitClient.cloned(served.url(empty), temp.resolve("empty" + version), "-c",
                    "protocol.version=" + version);
            assertThat(clone.git("ls-remote", "origin")).isEmpty();
        }
    }

    @Test
    void oneChangedFileOfManyIsSentAsADelta() {
        for (int i = 0; i < 2000; i++)
            git.write("wide/file" + i, "x" + i);
        git.git("add", "-A");
        git.git("commit", "-q", "-m", "wide");
        git.git("push", "origin", "main");
        GitClient clone = cloned();
        git.commit("wide/file7", "changed");
        git.git("push", "origin", "main");

        long before = served.sentBytes();

        clone.git("fetch", "-q");

        assertThat(clone.git("rev-parse", "origin/main")).isEqualTo(git.head());
        // The new tree alone has 2,000 ids, which nothing compresses.
        assertThat(served.sentBytes() - before).isLessThan(8_000);
    }

    private GitClient cloned(String... options) {
        return GitClient.cloned(served.url(repository), temp.resolve("clone" + System.nanoTime()), options);
    }

    private static String missing(GitClient clone) {
        return clone.git("rev-list", "--all", "--objects", "--missing=print", "--filter-print-omitted")
                .lines()
                .filter(line -> line.startsWith("?"))
                .reduce("", String::concat);
    }
}
