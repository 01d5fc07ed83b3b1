package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent as a body, how much of it, and how slowly. */
class BodiesTest {

    private static final String JSON = "Content-Type: application/json";

    private static TestServer server;
    private static TestServer impatient;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(new EchoRoutes());
        impatient = TestServer.impatient(new EchoRoutes());
    }

    @AfterAll
    static void stop() {
        server.close();
        impatient.close();
    }

    private static RawClient.Reply post(String target, String body, String... headers) throws IOException {
        try (RawClient client = server.client()) {
            return client.request("POST", target, body, headers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8",
            "application/json;charset=UTF-8", "application/json;", "application/json; charset=",
            "application/merge-patch+json"})
    void jsonIsTakenUnderItsNames(String type) throws IOException {
        assertThat(post("/open/note", "{\"text\":\"ü\"}", "Content-Type: " + type).text())
                .isEqualTo("{\"text\":\"ü\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "json",
            "multipart/form-data", "", " ", ";", "; charset=utf-8", "/",
            "application/json; charset=latin1", "application/jsonx"})
    void otherMediaTypesAreRefused(String type) throws IOException {
        RawClient.Reply reply = post("/open/note", "{\"text\":\"x\"}", "Content-Type: " + type);
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.text()).contains("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void compressedJsonIsRefusedSoThatNoBombIsOpened() throws IOException {
        RawClient.Reply reply = post("/open/note", "{\"text\":\"x\"}", JSON, "Content-Encoding: gzip");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.header("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void anEmptyBodyIsLegalWhereTheBodyIsOptional() throws IOException {
        assertThat(post("/open/maybe", "", JSON).text()).isEqualTo("{\"given\":false}");
        assertThat(post("/open/maybe", "", JSON, "Content-Length: 0").text()).isEqualTo("{\"given\":false}");
        assertThat(post("/open/maybe", "").text()).isEqualTo("{\"given\":false}");
        assertThat(post("/open/maybe", "{\"text\":\"x\"}", JSON).text()).isEqualTo("{\"given\":true}");
        RawClient.Reply reply = post("/open/note", "", JSON);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("empty");
    }

    @Test
    void anEmptyChunkedBodyIsLegalToo() throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /open/maybe HTTP/1.1\r\nHost: x\r\n" + JSON
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertThat(client.read(false).text()).isEqualTo("{\"given\":false}");
        }
    }

    @Test
    void aFieldThatIsWrongIsNamedInTheAnswer() throws IOException {
        RawClient.Reply reply = post("/open/note", "{\"text\":\"x\",\"colour\":1}", JSON);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"field\":\"colour\"");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /open/note HTTP/1.1\r\nHost: x\r\n" + JSON
                    + "\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
            RawClient.Reply reply = client.read(false);
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).contains("REQUEST_TOO_LARGE", "65536");
        }
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedWhileItIsRead() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (RawClient client = server.client()) {
            client.send("POST /open/note HTTP/1.1\r\nHost: x\r\n" + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk + chunk + "0\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(413);
        }
    }

    @Test
    void whatIsStreamedHasNoCommonLimit() throws IOException {
        String lines = "{\"text\":\"0123456789\"}\n".repeat(10_000);
        assertThat(post("/open/lines", lines, "Content-Type: application/x-ndjson").text())
                .contains("\"lines\":10000");
    }

    @Test
    void credentialsAreAskedForBeforeTheBody() throws IOException {
        try (RawClient client = server.client()) {
            client.send(String.join("\r\n", "POST /git/app.git/git-receive-pack HTTP/1.1", "Host: x",
                    "Content-Length: 500000000", "Expect: 100-continue", "", ""));
            RawClient.Reply reply = client.read(false);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
        }
    }

    @Test
    void theBodyIsAskedForOnceTheCallerIsKnown() throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /git/app.git/git-receive-pack HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nAuthorization: "
                    + server.bearer() + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.read(false).text()).isEqualTo("{\"bytes\":5}");
        }
    }

    @Test
    void aBodyThatStopsHalfwayIsAnsweredInTime() throws IOException {
        try (RawClient client = impatient.client()) {
            client.send("POST /open/note HTTP/1.1\r\nHost: x\r\n" + JSON + "\r\nContent-Length: 100\r\n\r\n{\"te");
            RawClient.Reply reply = client.read(false);
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.text()).contains("REQUEST_TIMEOUT", "not_applied");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodyIsNoBug() throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /open/note HTTP/1.1\r\nHost: x\r\n" + JSON + "\r\nContent-Length: 100\r\n\r\n{\"te");
        }
        assertThat(post("/open/maybe", "").status()).isEqualTo(200);
    }

    @Test
    void aBodyThatNobodyReadsDoesNotDisturbTheNextRequest() throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.request("POST", "/open/unread", "x".repeat(60_000)).status()).isEqualTo(204);
            assertThat(client.get("/open/raw").status()).isEqualTo(200);
        }
    }
}
