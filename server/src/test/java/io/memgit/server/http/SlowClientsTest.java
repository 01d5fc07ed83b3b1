package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a byte from time to time, and servers that stop while they are busy. */
class SlowClientsTest {

    private static final int PAUSE_MILLIS = 20;
    private static final int MOST_BYTES = 3_000;

    /**
     * Sends {@code start} at once and then one byte after the other, until the server says something.
     */
    private static String trickle(TestServer server, String start) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PAUSE_MILLIS);
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int i = 0; i < MOST_BYTES; i++) {
                try {
                    int b = socket.getInputStream().read();
                    if (b < 0)
                        break;
                    answer.write(b);
                    answer.write(socket.getInputStream().readNBytes(socket.getInputStream().available()));
                } catch (SocketTimeoutException e) {
                    assertThat(e).hasMessageContaining("timed out");
                    if (answer.size() > 0)
                        break;
                    socket.getOutputStream().write('a');
                }
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (SocketException e) {
            throw new AssertionError("the connection ended without an answer", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /open/", "GET /open/raw HTTP/1.1\r\nHost: x\r\nA: "})
    void aHeadThatTakesTooLongIsCut(String start) throws IOException {
        try (TestServer server = TestServer.impatient(new EchoRoutes())) {
            assertThat(trickle(server, start)).startsWith("HTTP/1.1 408 ").contains("\"code\":\"REQUEST_TIMEOUT\"");
        }
    }

    @Test
    void aBodyThatTakesTooLongIsCut() throws IOException {
        try (TestServer server = TestServer.impatient(new EchoRoutes())) {
            String answer = trickle(server, String.join("\r\n", "POST /open/note HTTP/1.1", "Host: x",
                    "Content-Type: application/json", "Content-Length: 50000", "", "{\"text\":\""));
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"REQUEST_TIMEOUT\"");
        }
    }

    @Test
    void aConnectionThatIsUsedAgainAndAgainIsNoSlowHead() throws IOException {
        try (TestServer server = TestServer.impatient(new EchoRoutes()); RawClient client = server.client()) {
            long end = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < end)
                assertThat(client.get("/open/raw").status()).isEqualTo(200);
        }
    }

    @Test
    void aTransferCodingThatIsNotUnderstoodIsRefused() throws IOException {
        try (TestServer server = TestServer.start(new EchoRoutes()); RawClient client = server.client()) {
            client.send(String.join("\r\n", "POST /open/note HTTP/1.1", "Host: x", "Content-Type: application/json",
                    "Transfer-Encoding: gzip, chunked", "", "c", "{\"text\":\"x\"}", "0", "", ""));
            assertThat(client.read(false).status()).isEqualTo(501);
        }
    }

    @Test
    void aServerThatStopsEndsWhatRunsAndTakesNothingNew() throws IOException {
        EchoRoutes routes = new EchoRoutes();
        TestServer server = TestServer.start(routes);
        try (RawClient running = server.client(); RawClient next = server.client()) {
            String token = server.bearer();
            String body = "{\"text\":\"wait\"}";
            running.send(String.join("\r\n", "POST /api/v1/notes HTTP/1.1", "Host: x", "Authorization: " + token,
                    "Content-Type: application/json", "Content-Length: " + body.length(), "", body));
            while (!routes.waiting.get())
                assertThat(next.get("/open/raw").status()).isEqualTo(200);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            while (isTaken(next))
                Thread.onSpinWait();
            assertThat(stopped).isNotDone();
            routes.gate.complete(null);
            assertThat(running.read(false).status()).isEqualTo(201);
            stopped.join();
        }
    }

    /**
     * A connection that waits for its next request may be closed instead; one whose request came is
     * answered.
     */
    private static boolean isTaken(RawClient client) {
        RawClient.Reply reply;
        try {
            reply = client.get("/open/raw");
        } catch (IOException closed) {
            assertThat(closed).hasMessageMatching("the connection ended after: |Broken pipe|Connection reset.*");
            return false;
        }
        if (reply.status() == 200)
            return true;
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).contains("\"code\":\"NOT_READY\"");
        assertThat(reply.header("Retry-After")).isPresent();
        return false;
    }
}
