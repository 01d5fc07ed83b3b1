package io.memgit.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.server.docs.Documented;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as its operator meets it: started, asked, stopped, and started wrongly. */
class MemgitTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    private MemgitProcess start(String... arguments) throws IOException {
        return MemgitProcess.start(folder, Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD), arguments);
    }

    private MemgitProcess started(String data) throws IOException {
        return start("--port", "0", "--data", folder.resolve(data).toString());
    }

    private static String url(MemgitProcess server) throws IOException {
        String line = server.firstLine();
        Matcher ready = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)").matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        return ready.group(1);
    }

    private void refusesToStart(String sentence, String... arguments) throws IOException, InterruptedException {
        try (MemgitProcess server = start(arguments)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.firstLine()).isEmpty();
            assertThat(server.errors().lines()).hasSize(1);
            assertThat(server.errors()).startsWith("memgit: ").contains(sentence);
        }
    }

    @Test
    void itTellsOneLineWhenItAnswersAndEndsWhenItIsToldTo() throws IOException, InterruptedException {
        try (MemgitProcess server = started("data")) {
            String url = url(server);
            given().get(url + "/health").then().statusCode(200);
            assertThat(server.errors()).doesNotContain("memory_only");
            server.terminate();
            assertThat(server.restOfOutput()).isEmpty();
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.errors()).doesNotContain("Exception", PASSWORD);
        }
    }

    @Test
    void repositoriesAreSpreadOverAsManyGroupsAsTheFolderWasMadeWith() throws IOException, InterruptedException {
        Map<String, String> three = Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD, "MEMGIT_STORAGE_DATA_GROUPS", "3");
        String[] arguments = {"--port", "0", "--data", folder.resolve("data").toString()};
        try (MemgitProcess server = MemgitProcess.start(folder, three, arguments)) {
            RequestSpecification admin = admin(url(server));
            for (int i = 0; i < 12; i++) {
                admin.body("{\"id\":\"r" + i + "\"}").post("/repos").then().statusCode(201);
                admin.body(Map.of("branch", "main", "message", "m", "actions",
                        List.of(Map.of("op", "put", "path", "f", "content", "of r" + i))))
                        .post("/repos/r" + i + "/commits").then().statusCode(201);
                admin.body("{\"target_id\":\"fork" + i + "\"}").post("/repos/r" + i + "/clone").then().statusCode(201);
                admin.post("/repos/r" + i + "/maintenance").then().statusCode(200);
            }
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(143);
        }
        refusesToStart("was made with storage.data_groups 3 and cannot be used with 1", arguments);
        try (MemgitProcess again = MemgitProcess.start(folder, three, arguments)) {
            RequestSpecification admin = admin(url(again));
            for (int i = 0; i < 12; i++) {
                for (String name : List.of("r", "fork"))
                    assertThat(admin.get("/repos/" + name + i + "/read/f").<String>path("content"))
                            .isEqualTo("of r" + i);
            }
        }
        for (String group : List.of("repositories", "data-1/repositories", "data-2/repositories"))
            assertThat(folder.resolve("data").resolve(group)).isNotEmptyDirectory();
    }

    @Test
    void aServerThatKeepsNothingSaysSo() throws IOException {
        try (MemgitProcess server = MemgitProcess.start(folder,
                Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD, "MEMGIT_STORAGE_DURABILITY", "memory"), "--port", "0",
                "--data", folder.resolve("data").toString())) {
            url(server);
            assertThat(server.errors()).contains("every repository is memory_only");
            assertThat(folder.resolve("data/ledger")).doesNotExist();
        }
    }

    @Test
    void whatCannotBeUsedEndsTheStartWithOneSentence() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusesToStart("port " + taken.getLocalPort() + " is taken", "--port",
                    Integer.toString(taken.getLocalPort()), "--data", folder.resolve("a").toString());
        }
        Path file = Files.createFile(folder.resolve("file"));
        refusesToStart("cannot be used", "--port", "0", "--data", file.resolve("below").toString());
        refusesToStart("cannot be used", "--port", "0", "--data", file.toString());
    }

    @Test
    void aSecondServerOnTheSameFolderDoesNotStart() throws IOException, InterruptedException {
        try (MemgitProcess first = started("data")) {
            url(first);
            refusesToStart("in use by another server", "--port", "0", "--data", folder.resolve("data").toString());
        }
    }

    @Test
    void wrongSettingsAreToldTogether() throws IOException, InterruptedException {
        try (MemgitProcess server = start("--port", "x", "--nope", "--data", folder.resolve("a").toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors()).contains("server.port", "\"x\"", "--nope").doesNotContain("\tat ");
            assertThat(folder.resolve("a")).doesNotExist();
        }
    }

    @Test
    void withoutAConfiguredPasswordOneIsMadeShownOnceAndKept() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        String password;
        try (MemgitProcess server = MemgitProcess.start(folder, Map.of(), "--port", "0", "--data", data.toString())) {
            String url = url(server);
            Matcher shown = Pattern.compile("password of the user admin is (\\S+) ").matcher(server.errors());
            assertThat(shown.find()).isTrue();
            password = shown.group(1);
            login(url, password).then().statusCode(200);
            server.terminate();
            server.exitCode();
        }
        for (String secret : List.of("admin-password", "jwt-secret"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        try (MemgitProcess again = MemgitProcess.start(folder, Map.of(), "--port", "0", "--data", data.toString())) {
            login(url(again), password).then().statusCode(200);
            assertThat(again.errors()).doesNotContain(password);
        }
    }

    @Test
    void whatEndsByItselfStillDoesAfterARestart() throws IOException, InterruptedException {
        String longEnd;
        try (MemgitProcess server = started("data")) {
            RequestSpecification admin = admin(url(server));
            for (String ttl : List.of("3600", "1")) {
                String repo = "{\"id\":\"r" + ttl + "\",\"ttl_seconds\":" + ttl + "}";
                admin.body(repo).post("/repos").then().statusCode(201);
            }
            longEnd = admin.get("/repos/r3600").path("expires_at");
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(143);
        }
        try (MemgitProcess again = started("data")) {
            RequestSpecification admin = admin(url(again));
            assertThat(admin.get("/repos/r3600").<String>path("expires_at")).isEqualTo(longEnd);
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (admin.get("/repos/r1").statusCode() == 200 && System.nanoTime() - end < 0)
                Thread.onSpinWait();
            assertThat(admin.get("/repos/r1").statusCode()).isEqualTo(404);
            assertThat(admin.get("/repos/r3600").statusCode()).isEqualTo(200);
        }
    }

    private static RequestSpecification admin(String url) {
        return json().baseUri(url + "/api/v1").auth().oauth2(login(url, PASSWORD).path("token"));
    }

    private static Response login(String url, String password) {
        return json().body(Map.of("username", "admin", "password", password)).post(url + "/api/v1/auth/login");
    }

    private static RequestSpecification json() {
        return given().header(new Header("Content-Type", "application/json"));
    }

    @Test
    void whatItAnswersIsWhatItsDocumentSays() throws IOException {
        try (MemgitProcess server = started("data")) {
            String url = url(server);
            Documented documented = new Documented(given().get(url + "/openapi.json").asByteArray());
            for (String path : List.of("/health", "/health/live", "/health/ready", "/version", "/docs", "/docs/docs.js",
                    "/docs/docs.css", "/openapi.json")) {
                check(documented, url, "GET", path, given(), 200);
                if (!path.startsWith("/docs"))
                    check(documented, url, "GET", "/api/v1" + path, given(), 200);
            }
            check(documented, url, "POST", "/api/v1/auth/login", json().body("{}"), 400);
            check(documented, url, "POST", "/api/v1/auth/login", json().body(Map.of("username", "x", "password", "y")),
                    401);
            String token = login(url, PASSWORD).path("token");
            RequestSpecification signedIn = given().auth().oauth2(token);
            check(documented, url, "GET", "/api/v1/auth/me", given(), 401);
            check(documented, url, "GET", "/api/v1/auth/me", signedIn, 200);
            check(documented, url, "GET", "/api/v1/auth/whoami", signedIn, 200);
            for (String keys : List.of("/api/v1/apikeys", "/api/v1/auth/keys")) {
                Response made = check(documented, url, "POST", keys, json().auth().oauth2(token)
                        .body(Map.of("name", "k", "repo_permissions", Map.of("team/*", List.of("repo:read")),
                                "expires_at",
                                "2099-01-01T00:00:00Z")),
                        keys.endsWith("apikeys") ? 201 : 200);
                check(documented, url, "GET", keys, signedIn, 200);
                check(documented, url, "DELETE", keys + "/" + made.path("id"), signedIn, 204);
                check(documented, url, "DELETE", keys + "/" + made.path("id"), signedIn, 404);
            }
            String next = check(documented, url, "POST", "/api/v1/auth/refresh", signedIn, 200).path("token");
            check(documented, url, "POST", "/api/v1/auth/logout", given().auth().oauth2(next), 204);
        }
    }

    private static Response check(Documented documented, String url, String method, String path,
            RequestSpecification request,
            int status) {
        Response response = request.request(method, url + path);
        assertThat(response.statusCode()).as("%s %s %s", method, path, response.asString()).isEqualTo(status);
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach(h -> headers.put(h.getName(), h.getValue()));
        assertThat(documented.mistakes(new Documented.Seen(method, path, status, headers, response.asByteArray())))
                .isEmpty();
        return response;
    }
}
