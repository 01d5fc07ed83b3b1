package io.memgit.core.ref;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds {@link RefName} against the real {@code git check-ref-format}. */
class RefNameAgainstGitTest {

    private static final long SEED = 20_260_101;
    private static final int RANDOM_NAMES = 600;
    private static final String[] PIECES = {"a", "b", "x1", "/", "/", ".", "..", "@", "@{", "{", "}", "~", "^", ":",
            "?", "*",
            "[", "]", "\\", " ", "\t", "\u007f", "-", "_", "+", "#", ".lock", "lock", "é", "😀", "HEAD", "//", "=", "!",
            "$"};

    @Test
    void aNameIsAcceptedExactlyWhenGitAcceptsItAndNoStricterRuleForbidsIt() throws Exception {
        int accepted = 0;
        for (String shortName : shortNames()) {
            String name = "refs/heads/" + shortName;
            boolean expected = gitAccepts(name) && !isForbiddenHereAlone(shortName);
            assertThat(RefName.isWritable(name)).as("%s (seed %d)", name, SEED).isEqualTo(expected);
            if (expected)
                accepted++;
        }
        assertThat(accepted).as("accepted names among the generated ones").isGreaterThan(50);
    }

    private static Set<String> shortNames() {
        Set<String> names = new LinkedHashSet<>();
        for (String piece : PIECES) {
            names.add(piece);
            names.add("a" + piece);
            names.add(piece + "a");
            names.add("a" + piece + "b");
            names.add("a/" + piece);
            names.add(piece + "/a");
        }
        Random random = new Random(SEED);
        while (names.size() < RANDOM_NAMES) {
            StringBuilder name = new StringBuilder();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                name.append(PIECES[random.nextInt(PIECES.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }

    private static boolean isForbiddenHereAlone(String shortName) {
        return shortName.startsWith("-") || shortName.contains("/-") || shortName.equals("HEAD");
    }

    private static boolean gitAccepts(String name) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "check-ref-format", name).start();
        return git.waitFor() == 0;
    }
}
