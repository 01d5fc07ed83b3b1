package io.memgit.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final List<String> PATHS = List.of("a/first", "b/second");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private Load load;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/repos/app", this::answer);
        server.start();
        load = new Load(server.getAddress(), SHORT);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void manyConnectionsAskAndEveryAnswerIsCountedOnce() throws IOException {
        double rate = load.manyAtOnce(8, Requests.reads("app", "secret", PATHS));
        assertThat(paths).containsExactlyInAnyOrder("/api/v1/repos/app/read/a/first",
                "/api/v1/repos/app/read/b/second");
        // What is answered after the end is not part of the rate.
        assertThat(rate).isPositive().isLessThanOrEqualTo(asked.get() / (SHORT.toMillis() / 1_000.0));
    }

    @Test
    void everyCommitHasItsOwnContent() throws IOException {
        Load.Latency latency = load.oneByOne(Requests.commits("app", "secret", PATHS));
        assertThat(bodies).hasSize(asked.get());
        assertThat(bodies).allSatisfy(
                body -> assertThat(body).startsWith("{\"branch\":\"main\"").contains("\"op\":\"put\"").endsWith("}]}"));
        assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p99());
    }

    @Test
    void kindsTakeTurnsSoThatEveryCommitOfAWorkspaceHasAnEdit() throws IOException {
        List<Load.Latency> latencies = load.inTurns(List.of(Requests.workspaceEdits("app", "secret", "w1", PATHS),
                Requests.workspaceCommits("app", "secret", "w1")));
        assertThat(latencies).hasSize(2).allSatisfy(latency -> assertThat(latency.p50()).isPositive());
        assertThat(paths)
                .contains("/api/v1/repos/app/workspaces/w1/files/a/first", "/api/v1/repos/app/workspaces/w1/commit")
                .isSubsetOf("/api/v1/repos/app/workspaces/w1/files/a/first",
                        "/api/v1/repos/app/workspaces/w1/files/b/second", "/api/v1/repos/app/workspaces/w1/commit");
        // Half are edits, each with its own content, and all commits are alike.
        assertThat(bodies).contains("{\"message\":\"a message\"}").hasSize(asked.get() / 2 + 1);
    }

    @Test
    void anotherAnswerThanTheExpectedOneEndsTheLoad() {
        assertThatThrownBy(() -> load.oneByOne(Requests.reads("app", "wrong", PATHS))).isInstanceOf(IOException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("who are you");
        assertThatThrownBy(() -> load.manyAtOnce(8, Requests.reads("app", "wrong", PATHS)))
                .isInstanceOf(IOException.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            boolean known = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean post = exchange.getRequestMethod().equals("POST");
            paths.add(exchange.getRequestURI().getPath());
            if (post || exchange.getRequestMethod().equals("PUT"))
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = (known ? "fine" : "who are you").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? post ? 201 : 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
