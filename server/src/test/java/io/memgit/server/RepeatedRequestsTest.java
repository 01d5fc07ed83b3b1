package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server is killed with SIGKILL under requests that have idempotency keys, and started again on
 * the same folder: what was answered is answered again the same, and what was not is done once.
 * {@code -Dmemgit.kill.rounds} makes it longer, {@code -Dmemgit.kill.seed} repeats the moments of a
 * run.
 */
class RepeatedRequestsTest {

    private static final int ROUNDS = Integer.getInteger("memgit.kill.rounds", 1);
    private static final int WRITERS = 6;
    private static final String PASSWORD = "correct horse battery";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final long seed = Long.getLong("memgit.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicInteger names = new AtomicInteger();
    /** What was sent, by its key, and what was answered. */
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Told> answered = new ConcurrentHashMap<>();
    private String url = "";

    private record Sent(String path, String type, String body) {}

    private record Told(int status, String sequence, String location, JsonNode body) {}

    @Test
    void whatHasAKeyIsDoneOnceWhateverHappensToTheServer() throws IOException, InterruptedException {
        try (MemgitProcess server = start()) {
            fill("app");
            oneOfEachKind();
            writeUntilKilled(server, 20 + random.nextInt(100));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            try (MemgitProcess server = start()) {
                repeatAll();
                anotherBodyIsRefused();
                everyCommitIsThereOnce();
                if (round < ROUNDS)
                    writeUntilKilled(server, 20 + random.nextInt(100));
            }
            System.out.printf("keys: seed %d, round %d of %d, %d requests%n", seed, round, ROUNDS, sent.size());
        }
    }

    private void fill(String repository) throws IOException, InterruptedException {
        once("/repos", Map.of("id", repository));
        once("/repos/" + repository + "/commits", commit("first", "a.txt"));
    }

    private void oneOfEachKind() throws IOException, InterruptedException {
        once("/repos", Map.of("id", "team/fork", "source", Map.of("repo", "app", "mode", "fork")));
        once("/repos", Map.of("id", "copy", "source", Map.of("repo", "app", "mode", "snapshot")));
        once("/repos/app/clone", Map.of("target_id", "clone"));
        once("/repos/app/branches", Map.of("name", "one", "ttl_seconds", 86_400));
        once("/repos/app/branches:batch",
                Map.of("branches", List.of(Map.of("name", "b/1"), Map.of("name", "b/2", "from", "one"))));
        once("/repos/app/tags", Map.of("name", "light"));
        once("/repos/app/tags", Map.of("name", "noted", "message", "What it is.\n"));
        String head = send(request("/repos/app/branches/one").GET()).body();
        once("/repos/app/refs", Map.of("updates", List.of(Map.of("name", "refs/heads/by-ref", "old", "0".repeat(40),
                "new", JSON.readTree(head).get("commit").asString()))));
        once("/apikeys", Map.of("name", "key", "permissions", List.of("repo:read")));
        Sent blob = new Sent("/repos/app/blobs", "application/octet-stream", "some bytes");
        remember("blob", blob, post("blob", blob));
        String header = "{\"branch\":\"main\",\"message\":\"lines\"}\n";
        Sent lines = new Sent("/repos/app/commits", "application/x-ndjson",
                header + "{\"op\":\"put\",\"path\":\"lines.txt\",\"content\":\"x\"}\n");
        remember("lines", lines, post("lines", lines));
    }

    private static Map<String, Object> commit(String message, String path) {
        Map<String, Object> commit = new LinkedHashMap<>();
        commit.put("branch", "main");
        commit.put("message", message);
        commit.put("author", Map.of("name", "Änna", "email", "a@example.org", "time", "2026-01-02T03:04:05+02:00"));
        commit.put("actions", List.of(Map.of("op", "put", "path", path, "content", message),
                Map.of("op", "put", "path", "d/" + path, "content", message)));
        return commit;
    }

    private void once(String path, Map<String, ?> body) throws IOException, InterruptedException {
        String key = "key-" + names.incrementAndGet();
        Sent request = new Sent(path, "application/json", JSON.writeValueAsString(body));
        remember(key, request, post(key, request));
    }

    private void remember(String key, Sent request, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s %s", request, answer.body()).isIn(200, 201);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
        sent.put(key, request);
        answered.put(key, told(answer));
    }

    private static Told told(HttpResponse<String> answer) {
        JsonNode body = JSON.readTree(answer.body());
        // A secret is told once, each start has a port of its own, and what a fork shares grows with its
        // source.
        if (body instanceof ObjectNode object && object.has("api_key"))
            object.remove("key");
        if (body instanceof ObjectNode object && object.has("clone_url"))
            object.remove(List.of("clone_url", "size_bytes", "object_count"));
        return new Told(answer.statusCode(), answer.headers().firstValue("X-Sequence").orElse(""),
                answer.headers().firstValue("Location").orElse(""), body);
    }

    private void writeUntilKilled(MemgitProcess server, int answers) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(answers);
        AtomicBoolean alive = new AtomicBoolean(true);
        AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++)
            writers.add(Thread.ofVirtual().start(() -> {
                try {
                    while (alive.get())
                        write(server, left, alive);
                } catch (IOException e) {
                    // Killed in the middle: nothing was answered.
                    alive.set(false);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException | AssertionError e) {
                    wrong.compareAndSet(null, e);
                    alive.set(false);
                }
            }));
        for (Thread writer : writers)
            writer.join();
        server.close();
        assertThat(wrong.get()).isNull();
        assertThat(left.get()).isLessThanOrEqualTo(0);
    }

    private void write(MemgitProcess server, AtomicInteger left, AtomicBoolean alive)
            throws IOException, InterruptedException {
        int number = names.incrementAndGet();
        String key = "load-" + number;
        Sent request = number % 8 == 0
                ? new Sent("/repos", "application/json", JSON.writeValueAsString(Map.of("id", "r" + number)))
                : new Sent("/repos/app/commits", "application/json",
                        JSON.writeValueAsString(commit(key, "f" + number)));
        sent.put(key, request);
        HttpResponse<String> answer = post(key, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        answered.put(key, told(answer));
        if (left.decrementAndGet() <= 0 && alive.compareAndSet(true, false))
            server.close();
    }

    private void repeatAll() throws IOException, InterruptedException {
        for (Map.Entry<String, Sent> request : sent.entrySet()) {
            HttpResponse<String> again = post(request.getKey(), request.getValue());
            Told first = answered.get(request.getKey());
            if (first == null) {
                assertThat(again.statusCode()).as("%s %s", request, again.body()).isEqualTo(201);
                answered.put(request.getKey(), told(again));
            } else {
                assertThat(told(again)).as(request.getValue().path()).isEqualTo(first);
                assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            }
        }
    }

    private void anotherBodyIsRefused() throws IOException, InterruptedException {
        for (String key : List.of("key-2", "blob", "lines")) {
            Sent request = Objects.requireNonNull(sent.get(key));
            HttpResponse<String> refused = post(key, new Sent(request.path(), request.type(), request.body() + " "));
            assertThat(refused.statusCode()).as("%s %s", key, refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("IDEMPOTENCY_MISMATCH");
        }
    }

    private void everyCommitIsThereOnce() throws IOException, InterruptedException {
        List<String> wanted = sent.entrySet()
                .stream()
                .filter(request -> request.getValue().path().equals("/repos/app/commits"))
                .map(request -> Objects.requireNonNull(answered.get(request.getKey())).body().get("hash").asString())
                .toList();
        List<String> there = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = JSON.readTree(send(request("/repos/app/log?limit=1000" + cursor).GET()).body());
            page.get("commits").forEach(commit -> there.add(commit.get("hash").asString()));
            cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
        }
        assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private MemgitProcess start() throws IOException {
        MemgitProcess server = MemgitProcess.start(folder, Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD), "--port", "0",
                "--data", folder.resolve("data").toString());
        String line = server.firstLine();
        Matcher ready = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)").matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        url = ready.group(1);
        return server;
    }

    private HttpResponse<String> post(String key, Sent request) throws IOException, InterruptedException {
        return send(request(request.path()).header("Content-Type", request.type())
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(request.body())));
    }

    private HttpRequest.Builder request(String path) {
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + basic);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
