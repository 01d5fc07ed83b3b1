package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A POST that is sent twice under one key is done once. */
class IdempotencyTest {

    private final EchoRoutes routes = new EchoRoutes();
    private TestServer server;
    private String authorization;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(routes);
        authorization = "Authorization: " + server.bearer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient.Reply post(String query, String text, String key) throws IOException {
        try (RawClient client = server.client()) {
            return client.request("POST", "/api/v1/notes" + query, "{\"text\":\"" + text + "\"}",
                    "Content-Type: application/json", authorization, "Idempotency-Key: " + key);
        }
    }

    @Test
    void theFirstAnswerIsGivenAgainWithoutItsSecret() throws IOException {
        RawClient.Reply first = post("", "a", "k1");
        RawClient.Reply again = post("", "a", "k1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text()).contains("s3cret");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo("{\"number\":1}");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("X-Sequence")).hasValue("1");
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.header("Content-Type")).hasValue("application/json");
        assertThat(routes.made).hasValue(1);
    }

    @Test
    void anotherKeyIsAnotherCall() throws IOException {
        post("", "a", "k1");
        assertThat(post("", "a", "k2").text()).contains("\"number\":2");
    }

    @Test
    void anotherBodyOrQueryUnderTheSameKeyIsRefused() throws IOException {
        post("", "a", "k1");
        RawClient.Reply body = post("", "b", "k1");
        assertThat(body.status()).isEqualTo(422);
        assertThat(body.text()).contains("IDEMPOTENCY_MISMATCH");
        assertThat(post("?dry_run=false", "a", "k1").status()).isEqualTo(422);
        assertThat(routes.made).hasValue(1);
    }

    @Test
    void aConflictIsKeptButARefusalThatMayEndIsNot() throws IOException {
        post("", "conflict", "k1");
        assertThat(post("", "conflict", "k1").header("Idempotency-Replayed")).hasValue("true");
        assertThat(routes.made).hasValue(1);
        post("", "forbidden", "k2");
        assertThat(post("", "forbidden", "k2").header("Idempotency-Replayed")).isEmpty();
        assertThat(routes.made).hasValue(3);
    }

    @Test
    void aDryRunIsNeitherKeptNorReplayed() throws IOException {
        RawClient.Reply dry = post("?dry_run=true", "a", "k1");
        assertThat(dry.status()).isEqualTo(201);
        assertThat(dry.header("X-Dry-Run")).hasValue("true");
        assertThat(dry.header("Location")).isEmpty();
        assertThat(dry.header("X-Sequence")).isEmpty();
        assertThat(post("", "a", "k1").header("Idempotency-Replayed")).isEmpty();
        assertThat(routes.made).hasValue(1);
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        assertThat(post("", "a", "with space").text()).contains("\"header\":\"Idempotency-Key\"");
        assertThat(post("", "a", "k".repeat(256)).status()).isEqualTo(400);
        assertThat(post("", "a", "k".repeat(255)).status()).isEqualTo(201);
    }

    @Test
    void twinsThatAreSentTogetherAreDoneOnce() throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RawClient.Reply>> twins = new ArrayList<>();
            for (int i = 0; i < 8; i++)
                twins.add(() -> post("", "wait", "k1"));
            List<Future<RawClient.Reply>> replies = new ArrayList<>();
            twins.forEach(t -> replies.add(pool.submit(t)));
            routes.gate.complete(null);
            int replayed = 0;
            for (Future<RawClient.Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(201);
                assertThat(reply.get().text()).contains("\"number\":1");
                replayed += reply.get().header("Idempotency-Replayed").isPresent() ? 1 : 0;
            }
            assertThat(replayed).isEqualTo(7);
            assertThat(routes.made).hasValue(1);
        }
    }
}
