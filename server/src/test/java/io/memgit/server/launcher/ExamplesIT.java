package io.memgit.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.server.launcher.Checkout.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the README and {@code docs/} show: every block fenced as {@code sh}, in order. The
 * block of a page that
 * calls {@code ./memgit serve} starts its server (on a free port and an empty folder); the others
 * run against it. A page
 * without one is served as the README's block does. Blocks that call {@code ./memgit test} are what
 * runs this test.
 */
class ExamplesIT {

    private static final Pattern SHELL_BLOCK = Pattern.compile("^```sh\\n(.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final String SERVE = "./memgit serve";
    private static final String SHOWN_ADDRESS = "127.0.0.1:8080";

    @TempDir
    Path folder;

    @Test
    void theReadmeShowsHowToStartAndHowToTry() throws Exception {
        List<String> blocks = shellBlocks(Checkout.TOP.resolve("README.md"));
        assertThat(blocks).anyMatch(block -> block.contains(SERVE)).anyMatch(block -> block.contains("curl "))
                .anyMatch(block -> block.contains("git clone"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExampleOfAPageWorksAsShown(Path page) throws Exception {
        List<String> tries = shellBlocks(page).stream().filter(block -> !block.contains("./memgit ")).toList();
        String serve = Stream.of(page, Checkout.TOP.resolve("README.md"))
                .flatMap(candidate -> shellBlocks(candidate).stream())
                .filter(block -> block.contains(SERVE))
                .findFirst()
                .orElseThrow();
        Map<String, String> environment = Map.of("HOME", folder.toString(), "GIT_CONFIG_NOSYSTEM", "1",
                "MEMGIT_JAVA_HOME", System.getProperty("java.home"));
        try (LaunchedServer server = LaunchedServer.start(folder, environment, onAFreePort(serve))) {
            String script = String.join("\n", tries).replace(SHOWN_ADDRESS, server.address().getAuthority());
            Finished end = Checkout.run(folder, environment, List.of("bash", "-euxo", "pipefail", "-c", script));
            assertThat(end.exitCode()).as("%s%n%s%n%s", page, end.out(), end.err()).isZero();
        }
    }

    /** The README and every page below docs with at least one block to try. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Checkout.TOP.resolve("README.md")));
        Path docs = Checkout.TOP.resolve("docs");
        if (Files.isDirectory(docs)) {
            try (Stream<Path> files = Files.walk(docs)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !shellBlocks(file).isEmpty())
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private String onAFreePort(String serve) {
        String launcher = Checkout.TOP.resolve("memgit").toString();
        return serve.replace(SERVE, "exec '%s' serve --port 0 --data '%s'".formatted(launcher, folder.resolve("data")));
    }

    private static List<String> shellBlocks(Path page) {
        try {
            return SHELL_BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
