package io.memgit.server.rest;

import io.memgit.auth.Accounts;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.core.repo.Repositories;
import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.Storages;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.docs.Documented;
import io.memgit.server.http.HttpServer;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import io.memgit.server.wiring.ServerWiring;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** One server for all tests of a process, wired as the real one is. */
public final class RestServer {

    static final String PASSWORD = "correct horse battery";
    /** Searches that end late on a slow machine would end with less. */
    private static final Map<String, String> PATIENT = Map.of("MEMGIT_LIMITS_SEARCH_TIME", "10m");
    private static final RestServer RUNNING = new RestServer();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final int port;
    private final String token;
    private final Documented documented;
    private final CheckedAnswers checked;

    private RestServer() {
        try {
            Path data = Files.createTempDirectory("memgit-rest");
            Settings settings = settings(data);
            context.registerBean(Settings.class, () -> settings);
            DataDirectory directory = directory(data);
            Storages storages = storages(settings, directory);
            context.registerBean(DataDirectory.class, () -> directory);
            context.registerBean(Storages.class, () -> storages);
            context.registerBean(JwtSecret.class, () -> JwtSecret.of("0123456789abcdef0123456789abcdef"));
            context.register(ServerWiring.class);
            context.refresh();
            HttpServer http = context.getBean(HttpServer.class);
            http.open();
            context.getBean(Accounts.class)
                    .bootstrap(new SecretFiles(data, settings.limits().auth(), new SecureRandom()),
                            Optional.of(PASSWORD));
            http.start();
            port = http.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
        documented = new Documented(RestAssured.get("http://127.0.0.1:" + port + "/openapi.json").asByteArray());
        checked = new CheckedAnswers(documented);
        token = RestAssured.given()
                .baseUri("http://127.0.0.1:" + port)
                .contentType("application/json")
                .body("{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}")
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static Settings settings(Path data) {
        SettingsLoader.Outcome outcome = SettingsLoader
                .load(List.of("--host", "127.0.0.1", "--port", "0", "--data", data.toString()), PATIENT, "test");
        if (outcome instanceof SettingsLoader.Loaded(Settings settings))
            return settings;
        throw new IllegalStateException("settings: " + outcome);
    }

    private static Storages storages(Settings settings, DataDirectory directory) {
        try {
            return Storages.open(settings, directory);
        } catch (UnusableDirectoryException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataDirectory directory(Path data) {
        try {
            return DataDirectory.open(data);
        } catch (UnusableDirectoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the server listens on the loopback address. */
    public static int port() {
        return RUNNING.port;
    }

    /** A token of the admin. */
    public static String token() {
        return RUNNING.token;
    }

    /** What the server says of itself, and which of it was seen. */
    static Documented documented() {
        return RUNNING.documented;
    }

    /** A part of the server, as it is wired. */
    static <T> T part(Class<T> type) {
        return RUNNING.context.getBean(type);
    }

    /** The repositories behind the server. */
    public static Repositories repositories() {
        return RUNNING.context.getBean(Repositories.class);
    }

    /** A request of the admin. */
    public static RequestSpecification admin() {
        return anybody().header("Authorization", "Bearer " + RUNNING.token);
    }

    /** A request without credentials. */
    public static RequestSpecification anybody() {
        return at("/api/v1");
    }

    /**
     * A request without credentials to a path from {@code base} on, its answer held against the API
     * document.
     */
    static RequestSpecification at(String base) {
        return RestAssured.given(new RequestSpecBuilder().setBaseUri("http://127.0.0.1:" + RUNNING.port)
                .setBasePath(base)
                .setUrlEncodingEnabled(false)
                .addFilter(RUNNING.checked)
                .build());
    }

    /** A request of the admin with a JSON body, in which single quotes stand for double ones. */
    public static RequestSpecification json(String body) {
        return admin().contentType("application/json").body(body.replace('\'', '"'));
    }

    /** A name that no other test has. */
    public static String newName(String start) {
        return start + "-" + NAMES.incrementAndGet();
    }

    /** A new empty repository. */
    public static String newRepo() {
        String name = newName("repo");
        json("{'id':'" + name + "'}").post("/repos").then().statusCode(201);
        return name;
    }

    /** Commits one file to a branch that is there, or is the first one, and gives the commit's hash. */
    public static String commit(String repo, String branch, String path, String text) {
        return json("{'branch':'" + branch + "','message':'put " + path + "','actions':[{'op':'put','path':'" + path
                + "','content':'" + text + "'}]}").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
    }
}
