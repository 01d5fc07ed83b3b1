package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the paths of real requests, sent byte by byte, lead to. */
class PathsTest {

    private static TestServer server;
    private static String authorization;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(new EchoRoutes());
        authorization = "Authorization: " + server.bearer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient.Reply get(String target) throws IOException {
        try (RawClient client = server.client()) {
            return client.get(target, authorization);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/api/v1/repos/app|{\"repo\":\"app\",\"name\":\"app\"}",
            "/api/v1/repos/team%2Fapp|{\"repo\":\"team/app\",\"name\":\"team/app\"}",
            "/api/v1/repos/team%2fapp|{\"repo\":\"team/app\",\"name\":\"team/app\"}",
            "/api/v1/re%70os/a%70p|{\"repo\":\"app\",\"name\":\"app\"}",
            "/api/v1/repos/r/diff/a%2Fb/c|{\"from\":\"a/b\",\"to\":\"c\"}",
            "/api/v1/repos/r/diff/a;x=1/b+c|{\"from\":\"a;x=1\",\"to\":\"b+c\"}",
            "/api/v1/repos/r/diff/100%25/%5C|{\"from\":\"100%\",\"to\":\"\\\\\"}",
            "/api/v1/repos/r/diff/file/a/b|{\"file\":\"a/b\"}",
            "/api/v1/repos/r/diff/%66ile/b|{\"file\":\"b\"}",
            "/git/team/app.git/info/refs|{\"path\":\"team/app.git/info/refs\"}",
            "/git/team%2Fapp.git/info/refs|{\"path\":\"team/app.git/info/refs\"}"})
    void eachNameIsDecodedOnce(String target, String body) throws IOException {
        RawClient.Reply reply = get(target);
        assertThat(reply.text()).isEqualTo(body);
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a/b|a/b", "a%2Fb|a/b", "a%2fb/c|a/b/c", "a;b=c/d+e|a;b=c/d+e",
            "%25/100%2525|%/100%25",
            "..%2Fx|../x", "../x|../x", "a/%2e%2e/b|a/../b", "a//b|a//b", "a\\b|a\\b", "a%5Cb|a\\b", "[x]|[x]",
            "%C3%BC|ü",
            "a%20b|a b", "a%3Fb%23c|a?b#c", ".|.", "''|''"})
    void theRestOfAPathReachesItsHandlerAsItWasMeant(String raw, String path) throws IOException {
        RawClient.Reply reply = get("/api/v1/repos/r/tree/" + raw);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("\"path\":\"" + path.replace("\\", "\\\\") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/repos/x/../app", "/api/v1/./repos/app", "/api//v1/repos/app", "//api/v1/repos/app",
            "/api/v1/repos/team/app", "/api/v1/repos;x/app", "/api/v1;/repos/app", "/api/v1/repos%2Fapp",
            "/api/v1/%2e%2e/v1/repos/app", "/api/v1/repos//tree/a", "/api/v1/repos/app/", "/API/v1/repos/app", "/",
            "/api",
            "/x/..;/api/v1/repos/app"})
    void tricksLeadNowhere(String target) throws IOException {
        RawClient.Reply reply = get(target);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("ENDPOINT_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/repos/..%2Fapp", "/api/v1/repos/team%252Fapp", "/api/v1/repos/a%2F%2Fb",
            "/api/v1/repos/app%2F", "/api/v1/repos/.git", "/api/v1/repos/app.git", "/api/v1/repos/a;b",
            "/api/v1/repos/a+b",
            "/api/v1/repos/..", "/api/v1/repos/%C3%BC"})
    void whatIsNoNameOfARepositoryIsNoRepository(String target) throws IOException {
        RawClient.Reply reply = get(target);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("REPO_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/repos/%", "/api/v1/repos/%4", "/api/v1/repos/%zz", "/api/v1/repos/%ff",
            "/api/v1/repos/r/tree/a%00b", "/api/v1/repos/r/tree/%c0%af", "/api/v1/repos/%u0041", "/../../etc/passwd"})
    void brokenPathsAreTheClientsMistake(String target) throws IOException {
        RawClient.Reply reply = get(target);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.text()).contains("\"code\":\"INVALID_");
    }

    @Test
    void theAbsoluteFormOfATargetIsTheSame() throws IOException {
        assertThat(get("http://localhost/api/v1/repos/app").status()).isEqualTo(200);
    }
}
