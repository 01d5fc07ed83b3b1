package io.memgit.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern.Meaning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random patterns on random lines against {@code git grep}: which are refused, which lines are hit,
 * and where in them. {@code -Dmemgit.test.patterns=n} tries more, {@code -Dmemgit.test.seed=n}
 * others.
 */
class LinePatternAgainstGitTest {

    private static final int CASES = Integer.getInteger("memgit.test.patterns", 250);
    private static final long SEED = Long.getLong("memgit.test.seed", 20_261_121L);
    private static final int LINES = 60;

    @TempDir
    Path folder;

    private record Case(String pattern, Meaning meaning) {

        /** After its first match, git does not look at what is before a place. */
        boolean showsMatches() {
            return !meaning.inverted() && !meaning.words() && !pattern.matches(".*\\\\[bB<>].*");
        }

        String options(int number) {
            return (meaning.regex() ? " -E" : " -F") + (meaning.caseSensitive() ? "" : " -i")
                    + (meaning.words() ? " -w" : "") + (meaning.inverted() ? " -v" : "") + " -f p" + number;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameLinesAreHitAtTheSamePlaces(boolean wide) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        RandomPattern patterns = new RandomPattern(random, wide);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++)
            lines.append(patterns.line()).append('\n');
        byte[] text = lines.append("a last line without its end").toString().getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("text"), text);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++)
            cases.add(randomCase(random, patterns, wide));
        List<String> expected = git(cases);
        for (int i = 0; i < CASES; i++)
            assertThat(ours(cases.get(i), text)).as("seed %d, %s", SEED, cases.get(i)).isEqualTo(expected.get(i));
        assertThat(expected.stream().filter(e -> e.length() > 1)).as("patterns that hit something").hasSizeGreaterThan(
                CASES / 4);
    }

    private static Case randomCase(Random random, RandomPattern patterns, boolean wide) {
        boolean regex = random.nextInt(4) > 0;
        Meaning meaning = new Meaning(regex, random.nextInt(3) > 0, !wide && random.nextInt(4) == 0, false,
                random.nextInt(6) == 0);
        return new Case(regex ? patterns.expression() : patterns.text(), meaning);
    }

    /**
     * For each case the lines with columns, and each match on a line of its own; or what went wrong.
     */
    private List<String> git(List<Case> cases) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < cases.size(); i++) {
            Files.writeString(folder.resolve("p" + i), cases.get(i).pattern + "\n");
            String grep = "git grep --no-index -h -n" + cases.get(i).options(i);
            script.append(grep).append(" --column -- text 2>/dev/null; test $? -lt 2 || echo bad\n");
            if (cases.get(i).showsMatches())
                script.append(grep).append(" -o -- text 2>/dev/null\n");
            script.append("printf '\\001'\n");
        }
        Files.writeString(folder.resolve("script"), script);
        ProcessBuilder builder = new ProcessBuilder("sh", "script").directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> each = List.of(output.split("\001", -1));
        assertThat(each).hasSize(cases.size() + 1);
        return each.subList(0, cases.size());
    }

    private static String ours(Case one, byte[] text) {
        LinePattern pattern = switch (LinePattern.read(one.pattern, one.meaning, SearchLimits.defaults())) {
            case LinePattern.Read(LinePattern read) -> read;
            case LinePattern.Invalid _,LinePattern.TooLarge _ -> null;
        };
        if (pattern == null)
            return "bad\n";
        StringBuilder hits = new StringBuilder();
        StringBuilder matches = new StringBuilder();
        LineScanner scanner = pattern.scanner(() -> {});
        int number = 1;
        int counted = 0;
        for (int at = 0; scanner.next(text, at, text.length); at = scanner.afterLine()) {
            for (; counted < scanner.lineStart(); counted++)
                number += text[counted] == '\n' ? 1 : 0;
            boolean found = !one.meaning.inverted() && scanner.findMatch(text, scanner.lineStart());
            int column = found ? scanner.matchStart() - scanner.lineStart() + 1 : 1;
            hits.append(number).append(':').append(column).append(':')
                    .append(shown(text, scanner.lineStart(), scanner.lineEnd()));
            // git shows nothing after an empty match, and counts the columns of later ones wrongly.
            while (found && one.showsMatches() && scanner.matchStart() < scanner.matchEnd()) {
                matches.append(number).append(':')
                        .append(shown(text, scanner.matchStart(), scanner.matchEnd()));
                found = scanner.findMatch(text, scanner.matchEnd());
            }
        }
        return hits.append(matches).toString();
    }

    private static String shown(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8) + "\n";
    }
}
