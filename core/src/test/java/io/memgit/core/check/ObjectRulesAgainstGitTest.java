package io.memgit.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.TreeLimits;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@link ObjectRules} against the real {@code git fsck --strict} on thousands of slightly
 * broken objects.
 */
class ObjectRulesAgainstGitTest {

    private static final long SEED = 20_260_102;
    private static final int OBJECTS = 4_000;
    private static final Pattern ERROR = Pattern.compile("error.*?([0-9a-f]{40})(?::? (\\w+))?.*");
    /**
     * What is refused here although {@code git fsck} takes it, or only mentions it. Dates with a sign
     * or spaces before them are refused by Git too since 2.41.
     */
    private static final Set<String> STRICTER = Set.of("hasControlCharacter", "hasBackslash", "hasDriveLetter",
            "badFilemode", "gitmodulesBlob", "gitattributesBlob", "badDate");

    private static final String[] NAMES = {"a", "a.b", "a-b", "a0", "b", "b.c", "B", "c/d", ".", "..", ".git", ".GIT",
            ".git ", ".git.", ".git...", ".git. .", ".git::$INDEX_ALLOCATION", ".git:x", ".gitx", "git~1", "GIT~1",
            "git~1.", "git~2", ".g\u200cit", "\ufeff.git", ".git\u200d", ".gi\u0301t", "x\\.git", "x\\git~1", "x\\y",
            "x\\..\\y", "\\", "\n", "\u007f", "C:", ".gitmodules", ".gitattributes", "ä", "aux", "con.txt", "e~1",
            "gitmod~1", "日本", ".gitmodules ", "gi7eba~1", "a", "a", "zz"};
    private static final int[] MODES = {0100644, 0100644, 0100644, 0100755, 040000, 040000, 0120000, 0160000, 0100664,
            0100600, 0, 040755, 0100645};

    /**
     * Stands for an id that nothing else names, so that Git does not complain about two types of one
     * object.
     */
    private static final String HEX = "#";
    private static final String COMMIT = "tree " + HEX + "\nparent " + HEX
            + "\nauthor A U Thor <a@example.com> 1700000000 +0100\ncommitter C <c@example.com> 1700000000 -0530\n\nhello\n";
    private static final String ROOT = "tree " + HEX
            + "\nauthor A <a@b> 0 +0000\ncommitter C <> 1 +0000\nencoding ISO-8859-1\n\n";
    private static final String TAG = "object " + HEX
            + "\ntype commit\ntag v1.0\ntagger T <t@example.com> 1700000000 +0000\n\nrelease\n";
    private static final String[] PIECES = {"\n", "\n\n", " ", "<", ">", "0", "-", "+", "\u0000", "tree ", "parent ",
            "author ", "committer ", "tagger ", "object ", "type ", "tag ", "x", "99999999999999999999",
            "A <a@b> 1 +0000"};

    @TempDir
    Path directory;

    @Test
    void whatGitRefusesIsRefusedAndNothingElseButWhatIsListed() throws Exception {
        Map<ObjectId, Sample> samples = new LinkedHashMap<>();
        Map<String, String> refusedByGit;
        try (FileRepository git = new FileRepository(directory.toFile())) {
            git.create(true);
            Random random = new Random(SEED);
            try (ObjectInserter inserter = git.newObjectInserter()) {
                for (int i = 0; i < OBJECTS; i++) {
                    Sample sample = sample(random);
                    samples.put(inserter.insert(sample.type, sample.raw()), sample);
                }
                inserter.flush();
            }
            refusedByGit = fsck(directory.toFile());
        }
        Set<String> kinds = new TreeSet<>();
        int taken = 0;
        for (Map.Entry<ObjectId, Sample> sample : samples.entrySet()) {
            String theirs = refusedByGit.get(sample.getKey().name());
            String ours = sample.getValue().refusal();
            String what = "seed " + SEED + ", object " + sample.getKey().name() + ", ours " + ours + ", git's " + theirs
                    + ":\n" + sample.getValue().text;
            if (theirs != null)
                assertThat(ours).as(what).isNotEmpty();
            else
                assertThat(ours.isEmpty() || STRICTER.contains(ours)).as(what).isTrue();
            kinds.add(ours);
            taken += ours.isEmpty() ? 1 : 0;
        }
        assertThat(taken).as("objects that are taken").isGreaterThan(OBJECTS / 20);
        assertThat(kinds).as("kinds of refusals met").hasSizeGreaterThan(25);
    }

    private static Sample sample(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Sample(Constants.OBJ_COMMIT, mutate(random, COMMIT));
            case 1 -> new Sample(Constants.OBJ_COMMIT, mutate(random, ROOT));
            case 2 -> new Sample(Constants.OBJ_TAG, mutate(random, TAG));
            default -> new Sample(Constants.OBJ_TREE, tree(random));
        };
    }

    private static String mutate(Random random, String template) {
        StringBuilder text = new StringBuilder(template);
        for (int hash = text.indexOf(HEX); hash >= 0; hash = text.indexOf(HEX))
            text.replace(hash, hash + 1,
                    String.format("%08x%016x%016x", random.nextInt(), random.nextLong(), random.nextLong()));
        for (int n = random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                default -> text.replace(at, at + 1, PIECES[random.nextInt(PIECES.length)]);
            }
            if (text.isEmpty())
                text.append('x');
        }
        return text.toString();
    }

    private record Entry(int mode, String name) {

        // As git sorts: a directory as if its name ended in a slash.
        private String key() {
            return name + (mode == 040000 ? "/" : "");
        }
    }

    private static String tree(Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            int mode = MODES[random.nextInt(random.nextInt(4) == 0 ? MODES.length : 6)];
            entries.add(new Entry(mode, latin1(name.getBytes(StandardCharsets.UTF_8))));
        }
        if (random.nextInt(10) > 0)
            entries.sort(Comparator.comparing(Entry::key));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            String zero = random.nextInt(60) == 0 ? "0" : "";
            out.writeBytes((zero + Integer.toOctalString(entry.mode) + " ").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(entry.name.getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
            byte[] id = new byte[random.nextInt(100) == 0
                    ? Constants.OBJECT_ID_LENGTH - 1
                    : Constants.OBJECT_ID_LENGTH];
            if (random.nextInt(100) > 0)
                random.nextBytes(id);
            out.writeBytes(id);
        }
        return latin1(out.toByteArray());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** An object, its bytes as the characters of Latin-1. */
    private record Sample(int type, String text) {

        private byte[] raw() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** The id of the first problem, or an empty text. */
        private String refusal() {
            try {
                new ObjectRules(TreeLimits.defaults(), OBJECTS).check(null, type, raw());
                return "";
            } catch (CorruptObjectException e) {
                String message = String.valueOf(e.getMessage());
                return message.substring(0, message.indexOf(':'));
            }
        }
    }

    private static Map<String, String> fsck(File directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git", "--git-dir", directory.getPath(), "fsck", "--strict",
                "--no-dangling", "--no-progress").redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process git = builder.start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(git.waitFor(5, TimeUnit.MINUTES)).isTrue();
        Map<String, String> refused = new HashMap<>();
        for (String line : output.lines().toList()) {
            Matcher matcher = ERROR.matcher(line);
            // Links to objects that are not there are not what is compared here.
            if (matcher.matches() && !line.contains("Missing") && !line.contains("does not exist"))
                refused.putIfAbsent(matcher.group(1), line);
        }
        return refused;
    }
}
