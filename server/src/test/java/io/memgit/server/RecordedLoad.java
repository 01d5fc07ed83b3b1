package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.transport.GitClient;
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
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every kind of write, by several clients at once, each answer with what can be recognised of it
 * when the
 * server sends it.
 */
final class RecordedLoad {

    static final String PASSWORD = "correct horse battery";
    private static final String SHARED = "team/shared";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FILES = 300;
    /** One commit of so many is too large for an entry of its own log. */
    private static final int EVERY = 8;
    private static final int LARGE = 25_000;

    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger pushes = new AtomicInteger();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private String url = "";
    private volatile int killAfter = Integer.MAX_VALUE;
    private volatile Runnable killing = () -> {};

    /**
     * An answer.
     *
     * @param mark
     *            text that the server sends with this answer and no other
     * @param claim
     *            what it says
     */
    record Answer(String mark, Claim claim) {}

    /**
     * @param folder
     *            for the work trees of what is pushed
     */
    RecordedLoad(Path folder) {
        this.folder = folder;
    }

    /** All that was answered, of all servers. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** One write. */
    private interface Write {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Writes until there were so many answers, and has the server killed then, in the middle of others.
     */
    void writeUntil(String to, int answered, Runnable kill) throws InterruptedException {
        killAfter = answers.size() + answered;
        killing = kill;
        write(to, Integer.MAX_VALUE / 8);
    }

    /** Writes, so many times each kind and many times as many commits. */
    void write(String to, int times) throws InterruptedException {
        url = to;
        List<Thread> clients = new ArrayList<>();
        AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
        List<Write> writes = List.of(() -> commit(SHARED), () -> commit(SHARED), () -> commit(SHARED),
                this::createAndDelete, this::makeAKey, this::push, this::fork);
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            int often = i < 3 ? times * 8 : times;
            clients.add(Thread.ofVirtual().start(() -> repeat(often, write, wrong)));
        }
        for (Thread client : clients)
            client.join();
        killAfter = Integer.MAX_VALUE;
        assertThat(wrong.get()).isNull();
    }

    private void repeat(int times, Write write, AtomicReference<@Nullable Throwable> wrong) {
        try {
            for (int i = 0; i < times; i++) {
                write.run();
                if (answers.size() >= killAfter) {
                    killing.run();
                    return;
                }
            }
        } catch (IOException e) {
            // The server is gone: nothing was answered.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            wrong.compareAndSet(null, e);
        }
    }

    /** Makes what all others write to. */
    void prepare(String to) throws IOException, InterruptedException {
        url = to;
        String id = id("prepare");
        if (send(id, "POST", "/repos", Map.of("id", SHARED)).statusCode() == 201)
            answered(id, new Claim.Exists(SHARED));
    }

    /** Folds what the clients share. */
    void fold() throws IOException, InterruptedException {
        assertThat(send(id("fold"), "POST", "/repos/" + encoded(SHARED) + "/maintenance", Map.of()).statusCode())
                .isEqualTo(200);
    }

    private void commit(String repository) throws IOException, InterruptedException {
        String id = id("commit");
        String content = ("content of " + id + "\n").repeat(commits.incrementAndGet() % EVERY == 0 ? LARGE : 1);
        HttpResponse<String> answer = send(id, "POST", "/repos/" + encoded(repository) + "/commits",
                Map.of("branch", "main", "message", id, "actions",
                        List.of(Map.of("op", "put", "path", "a/" + id, "content", content),
                                Map.of("op", "put", "path", "b/" + id, "content", content))));
        if (answer.statusCode() != 201)
            return;
        answered(id, new Claim.Commit(repository, "main", JSON.readTree(answer.body()).get("hash").asString(),
                answer.headers().firstValueAsLong("X-Sequence").orElseThrow()));
    }

    private void createAndDelete() throws IOException, InterruptedException {
        String id = id("create");
        if (send(id, "POST", "/repos", Map.of("id", id)).statusCode() != 201)
            return;
        if (names.get() % 2 == 0) {
            answered(id, new Claim.Exists(id));
            commit(id);
            return;
        }
        String gone = id("delete");
        if (send(gone, "DELETE", "/repos/" + id, null).statusCode() == 204)
            answered(gone, new Claim.Gone(id));
    }

    private void makeAKey() throws IOException, InterruptedException {
        String id = id("key");
        HttpResponse<String> answer = send(id, "POST", "/apikeys",
                Map.of("name", id, "permissions", List.of("repo:read")));
        if (answer.statusCode() == 201)
            answered(id, new Claim.Key(JSON.readTree(answer.body()).get("id").asString()));
    }

    private void fork() throws IOException, InterruptedException {
        String id = id("fork");
        HttpResponse<String> answer = send(id, "POST", "/repos/" + encoded(SHARED) + "/clone", Map.of("target_id", id));
        if (answer.statusCode() == 201)
            answered(id, new Claim.Exists(id));
    }

    /**
     * Two branches in one push: few objects, which are unpacked, or many, which stay the pack they came
     * as.
     */
    private void push() throws IOException, InterruptedException {
        String id = id("push");
        GitClient git = GitClient.init(folder.resolve(id));
        int files = pushes.getAndIncrement() % 2 == 0 ? FILES : 3;
        for (int i = 0; i < files; i++)
            git.write("f" + i, id + i);
        String hash = git.commit("last", id);
        GitClient.Run run = git.run("push", "-q", remote(), "HEAD:refs/heads/" + id + "-left",
                "HEAD:refs/heads/" + id + "-right");
        if (run.code() != 0)
            throw new IOException(run.text());
        for (String side : List.of("-left", "-right"))
            answers.add(new Answer("ok refs/heads/" + id + side + "\n", new Claim.Ref(SHARED, id + side, hash)));
    }

    private String id(String kind) {
        return kind + "-" + names.incrementAndGet();
    }

    private void answered(String id, Claim claim) {
        answers.add(new Answer("X-Request-Id: " + id + "\r\n", claim));
    }

    private HttpResponse<String> send(String id, String method, String path, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60)).header("Authorization", "Basic " + basic).header("X-Request-Id", id);
        if (body == null)
            request.method(method, HttpRequest.BodyPublishers.noBody());
        else
            request.header("Content-Type", "application/json").method(method,
                    HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String remote() {
        return url.replace("http://", "http://admin:" + PASSWORD.replace(" ", "%20") + "@") + "/git/" + SHARED + ".git";
    }

    private static String encoded(String repository) {
        return repository.replace("/", "%2F");
    }

}
