package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the order and the choice of commits against {@code git log}. */
class LogAgainstGitTest {

    private static final long SEEDS = 8;
    private static final long SEED = Long.getLong("memgit.oracle.seed", 100);
    private static final int CASES = Integer.getInteger("memgit.oracle.cases", 60);
    private static final int QUERIES = 30;
    private static final List<String> PATHS = List.of("a.txt", "b.txt", "dir", "dir/a.txt", "dir/sub", "dir/sub/d.txt",
            "dir.x", "other", "z", "nothing");

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());

    @Test
    void historyIsListedAsGitListsIt() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitRepo git = generated(seed)) {
                assertSame(git, seed, LogQuery.from(git.id("main")), "main");
                assertSame(git, seed, LogQuery.from(git.id("main")).alongFirstParents(), "--first-parent", "main");
            }
        }
    }

    @Test
    void historyOfAPathIsSimplifiedAsGitSimplifiesIt() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitRepo git = generated(seed)) {
                for (String path : PATHS) {
                    LogQuery query = LogQuery.from(git.id("main")).touching(path(path));
                    assertSame(git, seed, query, "main", "--", path);
                    assertSame(git, seed, query.alongFirstParents(), "--first-parent", "main", "--", path);
                }
            }
        }
    }

    @Test
    void whatIsExcludedIsLeftOutAsGitLeavesItOut() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitRepo git = generated(seed)) {
                Random random = new Random(seed);
                List<String> all = git.gitLines("rev-list", "--all");
                for (int i = 0; i < 8; i++) {
                    String from = all.get(random.nextInt(all.size()));
                    String to = all.get(random.nextInt(all.size()));
                    LogQuery query = LogQuery.from(ObjectId.fromString(to)).excluding(ObjectId.fromString(from));
                    assertSame(git, seed, query, from + ".." + to);
                    String path = PATHS.get(random.nextInt(PATHS.size()));
                    assertSame(git, seed, query.touching(path(path)), from + ".." + to, "--", path);
                    assertSame(git, seed, query.alongFirstParents(), "--first-parent", from + ".." + to);
                }
            }
        }
    }

    @Test
    void timesAuthorsAndMessagesChooseTheCommitsThatGitChooses() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitRepo git = generated(seed)) {
                LogQuery query = LogQuery.from(git.id("main"));
                List<String> times = git.gitLines("log", "--format=%ct", "main");
                long middle = Long.parseLong(times.get(times.size() / 2));
                Optional<Instant> time = Optional.of(Instant.ofEpochSecond(middle));
                assertSame(git, seed, query.between(time, Optional.empty()), "--since=" + middle, "main");
                assertSame(git, seed, query.between(Optional.empty(), time), "--until=" + middle, "main");
                assertSame(git, seed, query.between(time, Optional.empty()).touching(path("dir")),
                        "--since=" + middle, "main", "--", "dir");
                assertSame(git, seed, query.byAuthor("Author 1 <author0"), "-F", "--author=Author 1 <author0", "main");
                assertSame(git, seed, query.saying("fixes a"), "-F", "--grep=fixes a", "main");
                assertSame(git, seed, query.saying("fixes a").byAuthor("Author 2").touching(path("dir")), "-F",
                        "--grep=fixes a", "--author=Author 2", "main", "--", "dir");
            }
        }
    }

    @Test
    void aFileIsFollowedOverItsRenamesAsGitFollowsIt() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (GitRepo git = generated(seed)) {
                for (String path : PATHS) {
                    assertSame(git, seed, LogQuery.from(git.id("main")).touching(path(path)).followingRenames(),
                            "--follow", "main", "--", path);
                }
            }
        }
    }

    /** Drawn queries; {@code -Dmemgit.oracle.cases} says how many. */
    @Test
    void anyOptionsTogetherChooseWhatGitChooses() throws Exception {
        for (long seed = SEED; seed < SEED + Math.max(1, CASES / QUERIES); seed++) {
            try (GitRepo git = generated(seed)) {
                Random random = new Random(seed);
                List<String> all = git.gitLines("log", "--format=%H %ct", "--all");
                for (int i = 0; i < QUERIES; i++) {
                    assertDrawnQuery(git, seed, random, all);
                }
            }
        }
    }

    private void assertDrawnQuery(GitRepo git, long seed, Random random, List<String> all) throws IOException {
        List<String> options = new ArrayList<>(List.of("-F"));
        String start = any(random, all).substring(0, 40);
        LogQuery query = LogQuery.from(ObjectId.fromString(start));
        if (random.nextInt(3) == 0) {
            query = query.alongFirstParents();
            options.add("--first-parent");
        }
        if (random.nextInt(3) == 0) {
            query = query.byAuthor("Author 1");
            options.add("--author=Author 1");
        }
        if (random.nextInt(4) == 0) {
            query = query.saying("fixes");
            options.add("--grep=fixes");
        }
        Optional<Instant> since = anyTime(random, all);
        Optional<Instant> until = anyTime(random, all);
        since.ifPresent(time -> options.add("--since=" + time.getEpochSecond()));
        until.ifPresent(time -> options.add("--until=" + time.getEpochSecond()));
        query = query.between(since, until);
        options.add(start);
        if (random.nextInt(3) == 0) {
            String excluded = any(random, all).substring(0, 40);
            query = query.excluding(ObjectId.fromString(excluded));
            options.add("^" + excluded);
        }
        if (random.nextBoolean()) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            query = query.touching(path(path));
            options.addAll(List.of("--", path));
            if (random.nextInt(3) == 0) {
                query = query.followingRenames();
                options.add(0, "--follow");
            }
        }
        assertSame(git, seed, query, options.toArray(String[]::new));
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Optional<Instant> anyTime(Random random, List<String> commits) {
        return random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Long.parseLong(any(random, commits).substring(41))));
    }

    @Test
    void pagesJoinToTheWholeHistory() throws Exception {
        try (GitRepo git = generated(1)) {
            List<String> joined = new ArrayList<>();
            Optional<Integer> next = Optional.of(0);
            while (next.isPresent()) {
                LogResult.Page page = page(git, LogQuery.from(git.id("main")).page(next.get(), 7));
                page.commits().forEach(c -> joined.add(c.id().name()));
                assertThat(page.commits().size()).isEqualTo(page.next().isPresent() ? 7 : joined.size() % 7);
                next = page.next();
            }
            assertThat(joined).isEqualTo(git.gitLines("log", "--format=%H", "main"));
        }
    }

    @Test
    void realHistoryIsListedAsGitListsIt() throws Exception {
        Optional<GitRepo> bundle = GitRepo.ofBundle(folder);
        assumeTrue(bundle.isPresent(), "no bundle of real history: set MEMGIT_TEST_BUNDLE");
        try (GitRepo git = bundle.get()) {
            LogQuery query = LogQuery.from(git.id("HEAD"));
            assertSame(git, 0, query, "HEAD");
            assertSame(git, 0, query.alongFirstParents(), "--first-parent", "HEAD");
            for (String path : List.of("pom.xml", "ratis-server", "ratis-common/src/main/java", "README.md")) {
                assertSame(git, 0, query.touching(path(path)), "HEAD", "--", path);
                assertSame(git, 0, query.touching(path(path)).followingRenames(), "--follow", "HEAD", "--", path);
            }
            for (String tag : git.gitLines("tag").subList(0, 10)) {
                LogQuery since = query.excluding(git.id(tag + "^{commit}"));
                assertSame(git, 0, since, tag + "..HEAD");
                assertSame(git, 0, since.touching(path("ratis-server")), tag + "..HEAD", "--", "ratis-server");
            }
        }
    }

    private GitRepo generated(long seed) throws IOException {
        Path parent = folder.resolve("seed" + seed);
        java.nio.file.Files.createDirectories(parent);
        GitRepo git = GitRepo.empty(parent);
        git.fastImport(RandomHistory.of(seed, 60));
        return git;
    }

    private void assertSame(GitRepo git, long seed, LogQuery query, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("-c", "log.mailmap=false", "log", "--format=%H"));
        command.addAll(List.of(arguments));
        assertThat(page(git, query.page(0, 1_000_000)).commits()).extracting(c -> c.id().name())
                .as("seed %d, git log %s", seed, String.join(" ", arguments))
                .isEqualTo(git.gitLines(command.toArray(String[]::new)));
    }

    private LogResult.Page page(GitRepo git, LogQuery query) throws IOException {
        return (LogResult.Page) browse.log(git.repository(), query);
    }

    private static GitPath path(String text) {
        return GitPath.parse(text).orElseThrow();
    }
}
