package io.memgit.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.server.launcher.Checkout.Finished;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {

    private static final int SIGTERM_EXIT_CODE = 128 + 15;
    private static final String LAUNCHER = Checkout.TOP.resolve("memgit").toString();
    private static final Map<String, String> THIS_JDK = Map.of("MEMGIT_JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "fly", "serve --fly", "serve extra", "serve --port", "test --fast", "bench --fly"})
    void whatItDoesNotKnowIsAnsweredWithTheUsageAndExitCodeTwo(String words) throws Exception {
        Finished end = launch(THIS_JDK, words.isEmpty() ? new String[0] : words.split(" ", -1));
        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.err()).contains("usage: memgit COMMAND");
        assertThat(end.out()).isEmpty();
    }

    @Test
    void helpIsNoMistake() throws Exception {
        Finished end = launch(THIS_JDK, "--help");
        assertThat(end.exitCode()).isZero();
        assertThat(end.out()).contains("usage: memgit COMMAND");
    }

    @Test
    void aNamedFolderWithoutAJdkIsSaidAndExitsWithOne() throws Exception {
        Finished end = launch(Map.of("MEMGIT_JAVA_HOME", folder.toString()), "serve");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err()).contains("no JDK 25 or later").contains(folder.toString());
    }

    @Test
    void anOlderJdkIsRefused() throws Exception {
        Path old = folder.resolve("jdk");
        writeScript(old.resolve("bin/java"), "exit 0");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
        Finished end = launch(Map.of("MEMGIT_JAVA_HOME", old.toString()), "serve");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err()).contains("no JDK 25 or later");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Path copy = Files.copy(Checkout.TOP.resolve("memgit"), folder.resolve("memgit"));
        Path path = folder.resolve("bin");
        for (String tool : List.of("dirname", "readlink", "mkdir", "flock", "find")) {
            writeScript(path.resolve(tool), "exec '%s' \"$@\"".formatted(whereIs(tool)));
        }
        Finished end = Checkout.run(folder,
                Map.of("PATH", path.toString(), "MEMGIT_JAVA_HOME", System.getProperty("java.home")),
                List.of(whereIs("bash").toString(), copy.toString(), "serve"));
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err()).contains("apt-get install maven");
    }

    @Test
    void aStartedServerAnswersAndASignalToTheLauncherEndsIt() throws Exception {
        String command = "exec '%s' serve --port 0 --data '%s'".formatted(LAUNCHER, folder.resolve("data"));
        try (LaunchedServer server = LaunchedServer.start(folder, THIS_JDK, command);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(server.address().resolve("/health")).build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(server.terminate()).isIn(0, SIGTERM_EXIT_CODE);
        }
    }

    private Finished launch(Map<String, String> environment, String... words) throws Exception {
        List<String> command = Stream.concat(Stream.of(LAUNCHER), Stream.of(words)).toList();
        return Checkout.run(folder, environment, command);
    }

    private static void writeScript(Path file, String line) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path whereIs(String tool) throws IOException {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(tool + " is not on the path"));
    }
}
