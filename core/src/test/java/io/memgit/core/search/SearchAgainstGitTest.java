package io.memgit.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.CommitDetails;
import io.memgit.core.limits.Limits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.LinePattern.Meaning;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.pattern.RandomPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random searches of a random tree against {@code git grep}, and of a random history against
 * {@code git log}. {@code -Dmemgit.test.searches=n} tries more, {@code -Dmemgit.test.seed=n}
 * others.
 */
class SearchAgainstGitTest {

    private static final int CASES = Integer.getInteger("memgit.test.searches", 150);
    private static final long SEED = Long.getLong("memgit.test.seed", 20_261_121L);
    private static final String[] DIRECTORIES = {"", "a/", "a/b/", "a.b/", "src/main/", "src/test/", "Ünï/"};
    private static final String[] PATHSPECS = {"", "a", "a/", "a/b", "*.java", "src/*", "s*/f?.txt", "f[0-4].txt",
            "src",
            "*/f1*", "a.b", "nothing", "f3.txt", "[ab]*"};

    private final Limits limits = Unhurried.limits();
    private final Browse browse = new Browse(limits);
    private final Search search = new Search(limits, browse, ContentIndex.NONE);

    @TempDir
    Path folder;

    private record Case(String text, LinePattern pattern, String paths, int most, int before, int after) {

        String options(int number) {
            Meaning meaning = pattern.meaning();
            return (meaning.regex() ? " -E" : " -F") + (meaning.caseSensitive() ? "" : " -i")
                    + (meaning.words() ? " -w" : "") + (meaning.inverted() ? " -v" : "")
                    + (most < Integer.MAX_VALUE ? " -m " + most : "") + " -f .git/p" + number + " HEAD"
                    + (paths.isEmpty() ? "" : " -- '" + paths + "'");
        }
    }

    @Test
    void theSameLinesOfTheSameFilesAreHit() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        RandomPattern patterns = new RandomPattern(random, false);
        try (GitTree tree = new GitTree(folder)) {
            plant(tree, random, patterns);
            ObjectId root = tree.id("HEAD^{tree}");
            List<Case> cases = new ArrayList<>();
            while (cases.size() < CASES)
                addCase(cases, random, patterns);
            List<String> expected = tree.run(script(cases));
            int hits = 0;
            for (int i = 0; i < CASES; i++) {
                Case one = cases.get(i);
                List<Hit> found = all(tree, root, one);
                hits += found.size();
                assertThat(shown(found)).as("seed %d, %s", SEED, one).isEqualTo(expected.get(i * 2));
                assertThat(linesAround(found)).as("lines around, seed %d, %s", SEED, one)
                        .isEqualTo(linesAround(expected.get(i * 2 + 1)));
            }
            assertThat(hits).isGreaterThan(CASES * 10);
        }
    }

    private static void plant(GitTree tree, Random random, RandomPattern patterns) throws IOException {
        for (int i = 0; i < 70; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(30); line > 0; line--)
                text.append(patterns.line()).append('\n');
            if (random.nextInt(5) == 0)
                text.append(patterns.line());
            if (random.nextInt(12) == 0)
                text.insert(text.length() / 2, '\0');
            String path = DIRECTORIES[random.nextInt(DIRECTORIES.length)] + "f" + i
                    + (random.nextBoolean() ? ".txt" : ".java");
            tree.write(path, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        tree.link("link", "a b c");
        tree.commitAll("all of it");
    }

    private void addCase(List<Case> cases, Random random, RandomPattern patterns) throws IOException {
        boolean regex = random.nextInt(3) > 0;
        Meaning meaning = new Meaning(regex, random.nextInt(3) > 0, random.nextInt(4) == 0, false,
                random.nextInt(8) == 0);
        String text = regex ? patterns.expression() : patterns.text();
        if (!(LinePattern.read(text, meaning, limits.search()) instanceof LinePattern.Read(LinePattern pattern)))
            return;
        Files.writeString(folder.resolve(".git/p" + cases.size()), text + "\n");
        cases.add(new Case(text, pattern, PATHSPECS[random.nextInt(PATHSPECS.length)],
                random.nextInt(4) == 0 ? random.nextInt(4) : Integer.MAX_VALUE, random.nextInt(3), random.nextInt(3)));
    }

    private static String script(List<Case> cases) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            script.append("git grep -I -z -n --column").append(one.options(i)).append("; mark\n");
            script.append("git grep -I -z -n -B").append(one.before).append(" -A").append(one.after)
                    .append(one.options(i)).append("; mark\n");
        }
        return script.toString();
    }

    /** All hits, in pages of a few. */
    private List<Hit> all(GitTree tree, ObjectId root, Case one) throws IOException {
        PathFilter paths = one.paths.isEmpty() ? PathFilter.ALL : filter(one.paths);
        List<Hit> hits = new ArrayList<>();
        GrepQuery.Start start = new GrepQuery.Skip(0);
        while (true) {
            GrepQuery query = new GrepQuery(one.pattern, paths, one.before, one.after, one.most, start, 40);
            GrepResult.Page page = (GrepResult.Page) search.grep(tree.repository(), root, query);
            assertThat(page.truncated()).isFalse();
            assertThat(page.skipped()).isEqualTo(hits.size());
            hits.addAll(page.hits());
            if (page.next().isEmpty()) {
                assertThat(page.total()).isEqualTo(hits.size());
                return hits;
            }
            start = page.next().get();
        }
    }

    private PathFilter filter(String pathspec) {
        return switch (PathFilter.pathspecs(List.of(pathspec), limits.search())) {
            case PathFilter.Read(PathFilter filter) -> filter;
            case PathFilter.Outcome refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private static String shown(List<Hit> hits) {
        StringBuilder text = new StringBuilder();
        for (Hit hit : hits)
            text.append("HEAD:").append(hit.path()).append('\0').append(hit.line()).append('\0')
                    .append(hit.column()).append('\0').append(hit.content()).append('\n');
        return text.toString();
    }

    private static Set<String> linesAround(List<Hit> hits) {
        Set<String> lines = new TreeSet<>();
        for (Hit hit : hits) {
            int line = hit.line() - hit.before().size();
            List<String> around = new ArrayList<>(hit.before());
            around.add(hit.content());
            around.addAll(hit.after());
            for (String text : around)
                lines.add(hit.path() + ":" + line++ + ":" + text);
        }
        return lines;
    }

    private static Set<String> linesAround(String output) {
        Set<String> lines = new TreeSet<>();
        for (String line : output.split("\n", -1)) {
            if (line.isEmpty() || line.equals("--"))
                continue;
            int path = line.indexOf('\0');
            String rest = line.substring(path + 1);
            int number = 0;
            while (Character.isDigit(rest.charAt(number)))
                number++;
            lines.add(line.substring("HEAD:".length(), path) + ":" + rest.substring(0, number) + ":"
                    + rest.substring(number + 1));
        }
        return lines;
    }

    @Test
    void theSameCommitsAreFound() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        String[] words = {"fix", "Fix", "parser", "parse", "tests", "é"};
        try (GitTree tree = new GitTree(folder)) {
            List<String> stream = new ArrayList<>();
            for (int i = 1; i <= 120; i++) {
                String message = words[random.nextInt(words.length)] + " " + words[random.nextInt(words.length)]
                        + "\n\n"
                        + words[random.nextInt(words.length)] + "\n";
                String author = random.nextBoolean() ? "Anna <anna@example.org>" : "Bob B <bob@example.com>";
                stream.add("commit refs/heads/main\nmark :" + i + "\nauthor " + author + " " + (1_700_000_000 + i * 60)
                        + " +0000\ncommitter C <c@example.org> " + (1_700_000_000 + i * 60) + " +0000\ndata "
                        + message.getBytes(StandardCharsets.UTF_8).length + "\n" + message + "\nM 644 inline "
                        + (random.nextBoolean() ? "src/a" : "docs/b") + random.nextInt(3) + "\ndata "
                        + ("" + i).length()
                        + "\n" + i + "\n");
            }
            Files.writeString(folder.resolve(".git/stream"), String.join("", stream));
            tree.run("git fast-import --quiet < .git/stream; mark");
            String log = "git log --format=%H ";
            List<String> expected = tree
                    .run(log + "-F --grep=fix; mark; " + log + "-F -i --grep=FIX --author=anna; mark; "
                            + log + "-E --grep='^pars(e|er)$' --grep=nothing; mark; " + log + "-- src; mark; "
                            + log + "--since=@1700003000 --until=@1700005000 -- 'src/*'; mark");
            assertThat(commits(tree, "fix", false, true, "", "", 0, 0)).isEqualTo(expected.get(0));
            assertThat(commits(tree, "FIX", false, false, "anna", "", 0, 0)).isEqualTo(expected.get(1));
            assertThat(commits(tree, "^pars(e|er)$", true, true, "", "", 0, 0)).isEqualTo(expected.get(2));
            assertThat(commits(tree, "", false, true, "", "src", 0, 0)).isEqualTo(expected.get(3));
            assertThat(commits(tree, "", false, true, "", "src/*", 1_700_003_000, 1_700_005_000))
                    .isEqualTo(expected.get(4));
            assertThat(expected).noneMatch(String::isEmpty);
        }
    }

    private String commits(GitTree tree, String text, boolean regex, boolean caseSensitive, String author,
            String paths, long since, long until) throws IOException {
        Meaning meaning = new Meaning(regex, caseSensitive, false, false, false);
        Optional<LinePattern> pattern = text.isEmpty() ? Optional.empty() : Optional.of(read(text, meaning));
        Optional<LinePattern> by = author.isEmpty() ? Optional.empty() : Optional.of(read(author, meaning));
        PathFilter filter = paths.isEmpty() ? PathFilter.ALL : filter(paths);
        StringBuilder found = new StringBuilder();
        int skip = 0;
        while (true) {
            CommitsQuery query = new CommitsQuery(tree.id("main"), pattern, by, time(since), time(until), filter, skip,
                    25);
            CommitsResult.Page page = (CommitsResult.Page) search.commits(tree.repository(), query);
            for (CommitDetails commit : page.commits())
                found.append(commit.id().name()).append('\n');
            skip += page.commits().size();
            if (page.next().isEmpty()) {
                assertThat(page.total()).isEqualTo(skip);
                return found.toString();
            }
        }
    }

    private static Optional<Instant> time(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private LinePattern read(String text, Meaning meaning) {
        return ((LinePattern.Read) LinePattern.read(text, meaning, limits.search())).pattern();
    }
}
