package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told when something is wrong, whoever noticed it: the same form everywhere. */
class ProblemsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(new EchoRoutes());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient.Reply raw(String request) throws IOException {
        try (RawClient client = server.client()) {
            client.send(request);
            return client.read(false);
        }
    }

    private static RawClient.Reply send(String method, String target, String body, String... headers)
            throws IOException {
        try (RawClient client = server.client()) {
            return client.request(method, target, body, headers);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> problem(RawClient.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.header("Server")).isEmpty();
        Map<String, Object> body = MAPPER.readValue(reply.body(), Map.class);
        assertThat(body).containsEntry("status", status)
                .containsEntry("code", code)
                .containsEntry("error", body.get("detail"))
                .containsKeys("type", "title", "detail", "details")
                .containsEntry("request_id", reply.header("X-Request-Id").orElseThrow());
        return (Map<String, Object>) Objects.requireNonNull(body.get("details"));
    }

    @Test
    void aPathThatLeadsNowhere() throws IOException {
        problem(send("GET", "/nothing", ""), 404, "ENDPOINT_NOT_FOUND");
    }

    @Test
    void aMethodThatIsNotPossibleHereNamesThoseThatAre() throws IOException {
        RawClient.Reply reply = send("PUT", "/open/raw", "");
        problem(reply, 405, "METHOD_NOT_ALLOWED");
        assertThat(reply.header("Allow")).hasValue("GET, HEAD, OPTIONS");
        problem(send("BREW", "/open/raw", ""), 405, "METHOD_NOT_ALLOWED");
        problem(send("TRACE", "/open/raw", ""), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void optionsNamesWhatIsPossible() throws IOException {
        RawClient.Reply reply = send("OPTIONS", "/api/v1/repos/r", "");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void aQueryParameterThatIsNotKnownIsNamed() throws IOException {
        assertThat(problem(send("GET", "/open/raw?at=2026-01-01T00:00:00Z", ""), 400, "INVALID_REQUEST"))
                .containsEntry("parameter", "at");
    }

    @Test
    void aBugIsToldWithoutItsMessage() throws IOException {
        RawClient.Reply reply = send("GET", "/open/bug", "");
        problem(reply, 500, "INTERNAL_ERROR");
        assertThat(reply.text()).doesNotContain("secret").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET / HTTP/3.7|505", "GET /a b c HTTP/1.1|400", "G(T / HTTP/1.1|400",
            "GET|400",
            "GET relative HTTP/1.1|400"})
    void whatIsNoHttpIsRefusedByTheContainerInTheSameForm(String line, int status) throws IOException {
        problem(raw(line + "\r\nHost: x\r\n\r\n"), status, "INVALID_REQUEST");
    }

    @Test
    void contradictoryLengthsAreRefused() throws IOException {
        problem(raw("POST /open/note HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), 400,
                "INVALID_REQUEST");
        problem(raw(
                "POST /open/note HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                400, "INVALID_REQUEST");
        problem(raw("POST /open/note HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"), 400, "INVALID_REQUEST");
        problem(raw("POST /open/note HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), 400,
                "INVALID_REQUEST");
    }

    @Test
    void aMissingOrRepeatedHostIsRefused() throws IOException {
        problem(raw("GET /open/raw HTTP/1.1\r\n\r\n"), 400, "INVALID_REQUEST");
        problem(raw("GET /open/raw HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400, "INVALID_REQUEST");
    }

    @Test
    void aUriOrHeadersThatAreTooLongAreRefused() throws IOException {
        problem(raw("GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "REQUEST_TOO_LARGE");
        problem(raw("GET /open/raw HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"), 431,
                "REQUEST_TOO_LARGE");
    }

    @Test
    void theRequestIdOfTheClientIsKeptWhenItIsSane() throws IOException {
        assertThat(send("GET", "/nothing", "", "X-Request-Id: build-42/a.b").header("X-Request-Id"))
                .hasValue("build-42/a.b");
        assertThat(send("GET", "/nothing", "", "X-Request-Id: a b\"<x>").header("X-Request-Id")).isPresent()
                .get()
                .asString()
                .matches("[0-9a-f]{24}");
        assertThat(send("GET", "/nothing", "", "X-Request-Id: " + "a".repeat(200)).header("X-Request-Id").orElseThrow())
                .hasSize(24);
    }

    @Test
    void aConnectionGoesOnAfterARefusal() throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.request("POST", "/nothing", "x".repeat(200_000)).status()).isEqualTo(404);
            assertThat(client.request("POST", "/open/note", "{}", "Content-Type: application/json").status())
                    .isEqualTo(400);
            assertThat(client.get("/open/raw").text()).isEqualTo("0123456789");
        }
    }
}
