package io.memgit.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import io.memgit.server.settings.SettingsLoader.Loaded;
import io.memgit.server.settings.SettingsLoader.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    @TempDir
    Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), yaml);
    }

    private static SettingsLoader.Outcome load(Map<String, String> environment, String... arguments) {
        return SettingsLoader.load(List.of(arguments), environment, "1.2.3");
    }

    private SettingsLoader.Outcome loadFile(String yaml, Map<String, String> environment) throws IOException {
        return load(environment, "--config", file(yaml).toString());
    }

    private static Settings settings(SettingsLoader.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Loaded.class);
        return ((Loaded) outcome).settings();
    }

    private static List<String> mistakes(SettingsLoader.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).mistakes().stream().map(Mistake::toString).toList();
    }

    private static String mistake(SettingsLoader.Outcome outcome) {
        List<String> all = mistakes(outcome);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void nothingGivenMeansTheDefaults() {
        Settings settings = settings(load(Map.of()));
        assertThat(settings.server().host()).isEqualTo("127.0.0.1");
        assertThat(settings.server().port()).isEqualTo(8080);
        assertThat(settings.server().maxRequestSize()).isEqualTo(ByteCount.megabytes(10));
        assertThat(settings.auth().enabled()).isTrue();
        assertThat(settings.auth().jwt().secret()).isEmpty();
        assertThat(settings.limits()).isEqualTo(Limits.defaults());
    }

    @Test
    void everyFormIsReadFromTheFile() throws IOException {
        Settings settings = settings(loadFile("""
                server:
                  port: 9090
                  read_timeout: 1500ms
                  idle_timeout: 2m
                  max_request_size: 64MB
                auth: {enabled: false, jwt: {ttl: 12h}}
                storage:
                  data_dir: /var/lib/memgit
                logging:
                  format: json
                limits:
                  push:
                    objects: 7
                    pack_size: 1GB
                """, Map.of()));
        assertThat(settings.server().port()).isEqualTo(9090);
        assertThat(settings.server().readTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.server().idleTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.auth().enabled()).isFalse();
        assertThat(settings.auth().jwt().ttl()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.storage().dataDir()).isEqualTo(Path.of("/var/lib/memgit"));
        assertThat(settings.logging().format()).isEqualTo(Settings.Logging.Format.JSON);
        assertThat(settings.limits().push().objects()).isEqualTo(7);
        assertThat(settings.limits().push().packSize()).isEqualTo(ByteCount.gigabytes(1));
        assertThat(settings.limits().http().requestSize()).isEqualTo(ByteCount.megabytes(64));
    }

    @Test
    void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        String config = file("server: {host: localhost, port: 1, idle_timeout: 1m}").toString();
        Map<String, String> environment = Map.of("MEMGIT_SERVER_PORT", "2", "MEMGIT_SERVER_IDLE_TIMEOUT", "2m");
        Settings settings = settings(load(environment, "--config", config, "--port=3"));
        assertThat(settings.server().host()).isEqualTo("localhost");
        assertThat(settings.server().idleTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.server().port()).isEqualTo(3);
    }

    @Test
    void variablesAreExpandedAfterTheYamlIsRead() throws IOException {
        Settings settings = settings(loadFile("""
                server:
                  port: ${PORT:-9999}
                  host: ${HOST}
                auth:
                  jwt:
                    issuer: "${NAME:-nobody}-x"
                """, Map.of("HOST", "localhost", "NAME", "a:{b}#c")));
        assertThat(settings.server().port()).isEqualTo(9999);
        assertThat(settings.server().host()).isEqualTo("localhost");
        assertThat(mistake(loadFile("auth: {jwt: {issuer: \"${NAME}\"}}", Map.of("NAME", "a b"))))
                .contains("auth.jwt.issuer", "\"a b\"");
    }

    @Test
    void aVariableThatIsNotSetIsNeverTakenAsText() throws IOException {
        assertThat(mistake(loadFile("auth:\n  jwt:\n    secret: ${JWT_SECRET}", Map.of())))
                .contains("line 3", "auth.jwt.secret", "JWT_SECRET", "not set");
    }

    @Test
    void everyMistakeIsToldAtOnceWithKeyValueAndRule() throws IOException {
        List<String> told = mistakes(load(Map.of("MEMGIT_LOGGING_LEVEL", "loud", "MEMGIT_SERVER_PROT", "1"), "--config",
                file("""
                        server:
                          port: 70000
                          read_timeout: soon
                          hots: x
                        limits:
                          push:
                            objects: -1
                        """).toString(), "--verbose"));
        assertThat(told).hasSize(7);
        assertThat(told).anySatisfy(m -> assertThat(m).contains("config.yaml line 2", "server.port", "70000", "65535"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("server.read_timeout", "soon", "10s"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("server.hots", "server.host"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("limits.push.objects", "-1"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("MEMGIT_LOGGING_LEVEL", "loud", "debug"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("MEMGIT_SERVER_PROT"));
        assertThat(told).anySatisfy(m -> assertThat(m).contains("--verbose"));
    }

    @Test
    void theValueOfASecretIsNeverShown() throws IOException {
        String short31 = "s".repeat(31);
        assertThat(mistake(load(Map.of("MEMGIT_AUTH_JWT_SECRET", short31)))).contains("auth.jwt.secret", "32 bytes")
                .doesNotContain(short31);
        Settings good = settings(load(Map.of("MEMGIT_AUTH_JWT_SECRET", "t".repeat(32))));
        assertThat(good.toString()).doesNotContain("tttt");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,false", "192.0.2.1,false", "127.0.0.1,true", "localhost,true", "::1,true", "127.9.9.9,true"})
    void authenticationIsOnlySwitchedOffOnALoopbackAddress(String host, boolean allowed) {
        SettingsLoader.Outcome outcome = load(Map.of("MEMGIT_AUTH_ENABLED", "false"), "--host", host);
        if (allowed)
            assertThat(settings(outcome).auth().enabled()).isFalse();
        else
            assertThat(mistake(outcome)).contains("auth.enabled", host, "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server: [1]", "server: {port: [1]}", "- a", "server: {port: 1",
            "server: {port: 1, port: 2}",
            "? [a]\n: b", "just words", "server: 5", "server: {port: {x: 1}}", "a: &x {b: *x}"})
    void whatIsNoFileOfSettingsIsRefused(String yaml) throws IOException {
        assertThat(mistakes(loadFile(yaml, Map.of()))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "server:", "server:\nauth:\n  jwt:"})
    void emptySectionsAreLegal(String yaml) throws IOException {
        assertThat(settings(loadFile(yaml, Map.of())).server().port()).isEqualTo(8080);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(mistake(load(Map.of(), "--config", "/no/such/file.yaml"))).contains("/no/such/file.yaml");
    }

    @Test
    void otherVariablesOfTheProjectAreNotSettings() {
        settings(load(Map.of("MEMGIT_ADMIN_PASSWORD", "x", "MEMGIT_JAVA_OPTS", "-Xmx1g", "MEMGIT_TOKEN", "y")));
    }

    @Test
    void helpAndVersionAreToldInsteadOfStarting() {
        assertThat(load(Map.of(), "--version")).isEqualTo(new SettingsLoader.Told("memgit 1.2.3\n"));
        assertThat(load(Map.of(), "--help")).isInstanceOfSatisfying(SettingsLoader.Told.class,
                t -> assertThat(t.text()).contains("--config", "--host", "--port", "--data"));
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        List<String> arguments = new ArrayList<>(List.of("--port"));
        assertThat(mistake(SettingsLoader.load(arguments, Map.of(), "1"))).contains("--port", "needs a value");
    }
}
