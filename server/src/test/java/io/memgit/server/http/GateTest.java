package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is let in, and what the others are told. */
class GateTest {

    private static TestServer server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(new EchoRoutes());
        token = server.bearer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient.Reply send(String method, String target, String body, String... headers)
            throws IOException {
        try (RawClient client = server.client()) {
            return client.request(method, target, body, headers);
        }
    }

    private static String key(String body) throws IOException {
        RawClient.Reply reply = send("POST", "/api/v1/apikeys", body, "Content-Type: application/json",
                "Authorization: " + token);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        return field(reply.text(), "key");
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(value.find()).as(json).isTrue();
        return value.group(1);
    }

    @Test
    void withoutCredentialsEverythingIs401AndTheSame() throws IOException {
        RawClient.Reply there = send("GET", "/api/v1/repos/app", "", "X-Request-Id: x");
        RawClient.Reply missing = send("GET", "/api/v1/repos/nope", "", "X-Request-Id: x");
        assertThat(there.status()).isEqualTo(401);
        assertThat(there.text()).contains("\"code\":\"UNAUTHORIZED\"").isEqualTo(missing.text());
        assertThat(there.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer ");
        assertThat(send("GET", "/git/app.git/info/refs", "").header("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
    }

    @Test
    void aKeyOpensTheSameDoorsByEveryWay() throws IOException {
        String key = key("{\"name\":\"ci\"}");
        for (String header : new String[]{"Authorization: Bearer " + key, "authorization: bearer " + key,
                "X-API-Key: " + key,
                "Authorization: " + TestServer.basic("whoever", key), "Authorization: " + token,
                "Authorization: " + TestServer.basic("x", token.substring(7)),
                "Authorization: " + TestServer.basic("admin", TestServer.PASSWORD)}) {
            assertThat(send("GET", "/api/v1/repos/app", "", header).status()).as(header).isEqualTo(200);
            assertThat(send("GET", "/git/app.git/info/refs", "", header).status()).as(header).isEqualTo(200);
        }
    }

    @Test
    void invalidCredentialsAre401() throws IOException {
        for (String header : new String[]{"Authorization: Bearer nonsense", "Authorization: Bearer",
                "Authorization: Digest x",
                "Authorization: Basic !!!", "X-API-Key: mgk_" + "a".repeat(43), "X-API-Key:",
                "Authorization: " + token + "x"}) {
            RawClient.Reply reply = send("GET", "/api/v1/repos/app", "", header);
            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.text()).contains("INVALID_CREDENTIALS");
        }
    }

    @Test
    void twoCredentialsAtOnceAreRefused() throws IOException {
        assertThat(send("GET", "/api/v1/repos/app", "", "Authorization: " + token, "X-API-Key: x").status())
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/repos/app", "", "Authorization: " + token, "Authorization: Bearer x").status())
                .isEqualTo(400);
    }

    @Test
    void aBoundedKeySeesNothingElse() throws IOException {
        String key = key("{\"name\":\"team\",\"repo_permissions\":{\"team/*\":[\"repo:read\"]}}");
        assertThat(send("GET", "/api/v1/repos/team%2Fapp", "", "X-API-Key: " + key).status()).isEqualTo(200);
        assertThat(send("DELETE", "/api/v1/repos/team%2Fapp", "", "X-API-Key: " + key).text()).contains("FORBIDDEN");
        RawClient.Reply other = send("GET", "/api/v1/repos/other", "", "X-API-Key: " + key);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.text()).contains("REPO_NOT_FOUND");
        assertThat(send("GET", "/api/v1/repos/team%252Fapp", "", "X-API-Key: " + key).status()).isEqualTo(404);
        assertThat(send("POST", "/api/v1/apikeys", "{\"name\":\"more\"}", "Content-Type: application/json",
                "X-API-Key: " + key)
                .status()).isEqualTo(403);
    }

    @Test
    void keysAreListedInBothFormsWithoutTheirSecretsAndEndAtOnce() throws IOException {
        String key = key("{\"name\":\"listed\",\"expires_at\":\"2099-01-01T00:00:00+02:00\"}");
        RawClient.Reply list = send("GET", "/api/v1/apikeys?limit=1000", "", "Authorization: " + token);
        assertThat(list.text())
                .contains("\"name\":\"listed\"", "\"expires_at\":\"2098-12-31T22:00:00.000Z\"", "\"api_keys\":[",
                        "\"keys\":[", "\"next_cursor\":null")
                .doesNotContain(key);
        RawClient.Reply plain = send("GET", "/api/v1/auth/keys?limit=1", "", "Authorization: " + token);
        assertThat(plain.text()).startsWith("[{");
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f]{32})\",\"name\":\"listed\"").matcher(list.text());
        assertThat(id.find()).isTrue();
        assertThat(send("DELETE", "/api/v1/apikeys/" + id.group(1), "", "Authorization: " + token).status())
                .isEqualTo(204);
        assertThat(send("DELETE", "/api/v1/auth/keys/" + id.group(1), "", "Authorization: " + token).text())
                .contains("API_KEY_NOT_FOUND");
        assertThat(send("GET", "/api/v1/repos/app", "", "X-API-Key: " + key).status()).isEqualTo(401);
    }

    @Test
    void aDryRunMakesAndRevokesNoKey() throws IOException {
        for (String keys : new String[]{"/api/v1/apikeys", "/api/v1/auth/keys"}) {
            RawClient.Reply dry = send("POST", keys + "?dry_run=true", "{\"name\":\"dry\"}",
                    "Content-Type: application/json", "Authorization: " + token);
            assertThat(dry.status()).isEqualTo(keys.endsWith("apikeys") ? 201 : 200);
            assertThat(dry.header("X-Dry-Run")).hasValue("true");
            assertThat(dry.header("Location")).isEmpty();
            assertThat(dry.text()).contains("\"name\":\"dry\"").doesNotContain("mgk_", "\"id\"", "\"key\"");
            String key = key("{\"name\":\"to-keep\"}");
            String list = send("GET", keys + "?limit=1000", "", "Authorization: " + token).text();
            assertThat(list).doesNotContain("\"name\":\"dry\"");
            Matcher id = Pattern.compile("\"id\":\"([0-9a-f]{32})\",\"name\":\"to-keep\"").matcher(list);
            assertThat(id.find()).isTrue();
            String one = keys + "/" + id.group(1);
            assertThat(send("DELETE", one + "?dry_run=true", "", "Authorization: " + token).status()).isEqualTo(204);
            assertThat(send("GET", "/api/v1/auth/me", "", "X-API-Key: " + key).status()).isEqualTo(200);
            assertThat(send("DELETE", one, "", "Authorization: " + token).status()).isEqualTo(204);
            assertThat(send("DELETE", one + "?dry_run=true", "", "Authorization: " + token).status()).isEqualTo(404);
        }
    }

    @Test
    void aKeyThatMakesNoSenseIsRefusedWithItsField() throws IOException {
        for (String[] wrong : new String[][]{{"{}", "name"}, {"{\"name\":\"\"}", "name"},
                {"{\"name\":\"x\",\"permissions\":[\"repo:fly\"]}", "permissions"},
                {"{\"name\":\"x\",\"expires_at\":\"soon\"}", "expires_at"},
                {"{\"name\":\"x\",\"expires_at\":5}", "expires_at"},
                {"{\"name\":\"x\",\"expires_at\":\"2001-01-01T00:00:00Z\"}", "expires_at"},
                {"{\"name\":\"x\",\"key\":\"y\"}", "key"}}) {
            RawClient.Reply reply = send("POST", "/api/v1/apikeys", wrong[0], "Content-Type: application/json",
                    "Authorization: " + token);
            assertThat(reply.status()).as(wrong[0]).isEqualTo(400);
            assertThat(reply.text()).contains("\"field\":\"" + wrong[1]);
        }
    }

    @Test
    void signingInGivesATokenThatTellsWhoOneIsUntilItEnds() throws IOException {
        RawClient.Reply login = send("POST", "/api/v1/auth/login",
                "{\"username\":\"admin\",\"password\":\"" + TestServer.PASSWORD + "\"}",
                "Content-Type: application/json");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.header("Cache-Control")).hasValue("no-store");
        assertThat(login.text()).contains("\"is_admin\":true", "\"roles\":[\"admin\"]", "\"expires_at\":\"");
        String first = "Authorization: Bearer " + field(login.text(), "token");
        assertThat(send("GET", "/api/v1/auth/me", "", first).text()).contains("\"username\":\"admin\"")
                .isEqualTo(send("GET", "/api/v1/auth/whoami", "", first).text());
        RawClient.Reply refreshed = send("POST", "/api/v1/auth/refresh", "", first);
        String second = "Authorization: Bearer " + field(refreshed.text(), "token");
        assertThat(send("GET", "/api/v1/auth/me", "", first).status()).isEqualTo(401);
        assertThat(send("POST", "/api/v1/auth/logout", "", second).status()).isEqualTo(204);
        assertThat(send("GET", "/api/v1/auth/me", "", second).status()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameReadAlike() throws IOException {
        RawClient.Reply wrong = send("POST", "/api/v1/auth/login",
                "{\"username\":\"admin\",\"password\":\"wrong wrong wrong\"}",
                "Content-Type: application/json", "X-Request-Id: x");
        RawClient.Reply unknown = send("POST", "/api/v1/auth/login",
                "{\"username\":\"nobody\",\"password\":\"wrong wrong wrong\"}", "Content-Type: application/json",
                "X-Request-Id: x");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).isEqualTo(unknown.text()).contains("INVALID_CREDENTIALS");
    }

    @Test
    void guessingIsStopped() throws IOException {
        try (TestServer other = TestServer.start(new EchoRoutes()); RawClient client = other.client()) {
            for (int i = 0; i < 5; i++)
                assertThat(client.request("POST", "/api/v1/auth/login",
                        "{\"username\":\"admin\",\"password\":\"guess " + i + "\"}",
                        "Content-Type: application/json").status()).isEqualTo(401);
            RawClient.Reply locked = client.request("POST", "/api/v1/auth/login",
                    "{\"username\":\"admin\",\"password\":\"" + TestServer.PASSWORD + "\"}",
                    "Content-Type: application/json");
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.text()).contains("RATE_LIMITED");
            assertThat(Integer.parseInt(locked.header("Retry-After").orElseThrow())).isPositive();
        }
    }

    @Test
    void openRoutesDoNotLookAtCredentials() throws IOException {
        assertThat(send("GET", "/open/raw", "", "Authorization: Bearer nonsense").status()).isEqualTo(200);
    }

    @Test
    void aServerThatAsksNobodyIsNoToolOfWebPages() throws IOException {
        try (TestServer open = TestServer.askingNobody(new EchoRoutes()); RawClient client = open.client()) {
            assertThat(client.get("/api/v1/repos/app").status()).isEqualTo(200);
            assertThat(client.get("/api/v1/auth/me").text()).contains("\"username\":\"admin\"");
            assertThat(client.get("/api/v1/repos/app", "Origin: https://evil.example").status()).isEqualTo(403);
            client.send("GET /api/v1/repos/app HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(403);
            client.send("GET /api/v1/repos/app HTTP/1.1\r\nHost: 127.0.0.1:" + open.port() + "\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(200);
        }
    }
}
