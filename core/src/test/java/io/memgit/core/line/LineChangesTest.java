package io.memgit.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.line.LineChanges.Edit;
import io.memgit.core.oracle.FastImport;
import io.memgit.core.oracle.OracleCommit;
import io.memgit.core.oracle.OracleFile;
import io.memgit.core.oracle.OracleRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Differences of random files against {@code git diff -U0}. {@code -Dmemgit.lines.cases} says how
 * many, {@code -Dmemgit.oracle.seed} where to begin.
 */
class LineChangesTest {

    private static final long SEED = Long.getLong("memgit.oracle.seed", 1);
    private static final int CASES = Integer.getInteger("memgit.lines.cases", 1_500);
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
    private static final String[] LINES = {"{", "}", "    if (x)", "        return;", "", "    }", "\tcall();",
            "    for (;;) {", "// note", "        call();", " ", "end", "\r", "\t  \t"};

    @TempDir
    private Path folder;

    @Test
    void differencesAreThoseOfGit() throws IOException {
        System.out.println("differences from seed " + SEED);
        Map<String, OracleFile> before = new TreeMap<>();
        Map<String, OracleFile> after = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            List<String> lines = lines(random, random.nextInt(i % 10 == 0 ? 600 : 60));
            before.put("f" + i, file(random, lines));
            for (int edits = 1 + random.nextInt(5); edits > 0; edits--)
                edit(random, lines);
            after.put("f" + i, file(random, lines));
        }
        FastImport stream = new FastImport();
        stream.add(List.of(new OracleCommit(List.of(), before, 1, "before"),
                new OracleCommit(List.of(0), after, 2, "after")));
        try (OracleRepository git = OracleRepository.below(folder)) {
            Map<Integer, ObjectId> commits = git.fastImport(stream.bytes());
            Map<String, List<Edit>> expected = edits(git.git(new byte[0], "diff", "-U0", "--no-renames", "--text",
                    Objects.requireNonNull(commits.get(1)).name(), Objects.requireNonNull(commits.get(2)).name()));
            LineChanges changes = new LineChanges(Duration.ofMinutes(1), System::nanoTime);
            before.forEach((path, file) -> assertThat(
                    changes.between(changes.lines(file.bytes()), changes.lines(bytes(after, path))))
                    .as("%s of seed %d\n%s\n=====\n%s", path, SEED, file.content(),
                            new String(bytes(after, path), StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected.getOrDefault(path, List.of())));
            assertThat(expected).hasSizeGreaterThan(CASES / 2);
        }
    }

    @Test
    void filesThatDifferWildlyAreComparedWithoutEndlessSearch() {
        Random random = new Random(4);
        int[] old = random.ints(400_000, 0, 50).toArray();
        int[] now = random.ints(400_000, 0, 50).toArray();
        List<Edit> edits = LineChanges.between(text(old), text(now), 50, 3);
        assertThat(edits.size()).isGreaterThan(1_000);
        assertThat(applied(old, now, edits)).isEqualTo(now);
    }

    private static Text text(int[] numbers) {
        byte[] bytes = new byte[2 * numbers.length];
        int[] ends = new int[numbers.length];
        for (int line = 0; line < numbers.length; line++) {
            bytes[2 * line] = (byte) ('A' + numbers[line]);
            bytes[2 * line + 1] = '\n';
            ends[line] = 2 * line + 2;
        }
        return Text.of(bytes, ends, numbers);
    }

    private static int[] applied(int[] old, int[] now, List<Edit> edits) {
        IntStream.Builder result = IntStream.builder();
        int at = 0;
        for (Edit edit : edits) {
            Arrays.stream(old, at, edit.oldStart()).forEach(result::add);
            Arrays.stream(now, edit.newStart(), edit.newEnd()).forEach(result::add);
            at = edit.oldEnd();
        }
        Arrays.stream(old, at, old.length).forEach(result::add);
        return result.build().toArray();
    }

    private static byte[] bytes(Map<String, OracleFile> files, String path) {
        return Objects.requireNonNull(files.get(path)).bytes();
    }

    private static Map<String, List<Edit>> edits(String diff) {
        Map<String, List<Edit>> edits = new TreeMap<>();
        List<Edit> current = new ArrayList<>();
        for (String line : diff.split("\n", -1)) {
            Matcher hunk = HUNK.matcher(line);
            if (line.startsWith("diff --git a/")) {
                current = new ArrayList<>();
                edits.put(line.substring("diff --git a/".length(), line.indexOf(" b/")), current);
            } else if (hunk.matches()) {
                int oldCount = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
                int newCount = hunk.group(4) == null ? 1 : Integer.parseInt(hunk.group(4));
                // Where there is none, the line before is named.
                int oldStart = Integer.parseInt(hunk.group(1)) - (oldCount == 0 ? 0 : 1);
                int newStart = Integer.parseInt(hunk.group(3)) - (newCount == 0 ? 0 : 1);
                current.add(new Edit(oldStart, oldStart + oldCount, newStart, newStart + newCount));
            }
        }
        return edits;
    }

    private static void edit(Random random, List<String> lines) {
        int at = random.nextInt(lines.size() + 1);
        int length = Math.min(lines.size() - at, random.nextInt(12));
        switch (random.nextInt(5)) {
            case 0 -> lines.subList(at, at + length).clear();
            case 1 -> lines.addAll(at, List.copyOf(lines.subList(at, at + length)));
            case 2 -> lines.addAll(at, lines(random, random.nextInt(8)));
            case 3 -> {
                List<String> moved = List.copyOf(lines.subList(at, at + length));
                lines.subList(at, at + length).clear();
                lines.addAll(random.nextInt(lines.size() + 1), moved);
            }
            default -> lines.add(at, "new " + random.nextInt(9));
        }
    }

    private static List<String> lines(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++)
            lines.add(random.nextInt(6) == 0 ? "line " + random.nextInt(90) : LINES[random.nextInt(LINES.length)]);
        return lines;
    }

    private static OracleFile file(Random random, List<String> lines) {
        return new OracleFile(OracleFile.REGULAR, String.join("\n", lines) + (random.nextInt(8) == 0 ? "" : "\n"));
    }
}
