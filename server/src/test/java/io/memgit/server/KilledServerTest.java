package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server is killed under load, with SIGKILL, and started again on the same folder, several
 * times:
 * what was answered is there, and what was not is there as a whole or not at all.
 * {@code -Dmemgit.kill.rounds} makes it longer, {@code -Dmemgit.kill.seed} repeats the moments of a
 * run.
 */
class KilledServerTest {

    private static final int ROUNDS = Integer.getInteger("memgit.kill.rounds", 3);
    private static final int COMMITTERS = 6;
    private static final int WHOLE_ROUNDS = 10;
    private static final int SAMPLE = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse battery";
    private static final String SHARED = "team/shared";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final long seed = Long.getLong("memgit.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicInteger names = new AtomicInteger();
    /**
     * What was answered, over all rounds: path to the hash of its content, path to commit, number to
     * commit.
     */
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> commits = new ConcurrentHashMap<>();
    private final Map<Long, String> numbers = new ConcurrentHashMap<>();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, String> pushed = new ConcurrentHashMap<>();
    private volatile String refusal = "";
    private String url = "";
    private Path clone = Path.of("");

    @Test
    void whatWasAnsweredIsThereAfterAKill() throws IOException, InterruptedException {
        for (int round = 0; round <= ROUNDS; round++) {
            System.out.printf("kill: seed %d, round %d of %d, %d commits, %d pushes, %d repositories answered%n", seed,
                    round, ROUNDS, commits.size(), pushed.size(), created.size() + deleted.size());
            try (MemgitProcess server = start()) {
                if (round == 0)
                    assertThat(post("/repos", Map.of("id", SHARED)).statusCode()).isEqualTo(201);
                else
                    verify(round);
                // A push takes longer than hundreds of commits: some rounds wait for one, others cut it.
                if (round < ROUNDS)
                    writeUntilKilled(server, 40 + random.nextInt(300), pushed.size() + (round + 1) % 2);
            }
        }
        assertThat(files).as("so that something was tried").hasSizeGreaterThan(10 * ROUNDS);
        assertThat(pushed).hasSizeGreaterThanOrEqualTo((ROUNDS + 1) / 2);
    }

    private MemgitProcess start() throws IOException {
        MemgitProcess server = MemgitProcess.start(folder, Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD,
                "MEMGIT_LIMITS_PUSH_UNPACKED_OBJECTS", "100"), "--port", "0",
                "--data", folder.resolve("data").toString());
        String line = server.firstLine();
        Matcher ready = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)").matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        url = ready.group(1);
        return server;
    }

    /** Kills the server once so many writes of this round and so many pushes in all were answered. */
    private void writeUntilKilled(MemgitProcess server, int answers, int pushes) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(answers);
        AtomicBoolean alive = new AtomicBoolean(true);
        Runnable answered = () -> {
            if (left.decrementAndGet() <= 0 && pushed.size() >= pushes && alive.compareAndSet(true, false))
                server.close();
        };
        List<Write> writes = new ArrayList<>(Collections.nCopies(COMMITTERS, this::commit));
        writes.addAll(List.of(this::createAndDelete, this::makeAKey, this::push));
        AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (Write write : writes)
            writers.add(Thread.ofVirtual().start(() -> {
                try {
                    repeat(alive, answered, write);
                } catch (RuntimeException | AssertionError e) {
                    wrong.compareAndSet(null, e);
                    alive.set(false);
                }
            }));
        for (Thread writer : writers)
            writer.join();
        assertThat(wrong.get()).isNull();
    }

    /** One kind of write; true when it was answered. */
    private interface Write {
        boolean run() throws IOException, InterruptedException;
    }

    private static void repeat(AtomicBoolean alive, Runnable answered, Write write) {
        while (alive.get()) {
            try {
                if (write.run())
                    answered.run();
            } catch (IOException e) {
                // Killed in the middle: nothing was answered.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean commit() throws IOException, InterruptedException {
        int number = names.incrementAndGet();
        // No folder grows large: each commit writes anew, and each comparison reads, those that it is
        // below.
        String path = "d" + number % 30 + "/e" + number / 30 % 30 + "/f" + number;
        // One in sixteen is too large for an entry of its own log.
        String content = ("content " + number + "\n").repeat(number % 16 == 0 ? 25_000 : 1);
        HttpResponse<String> answer = post("/repos/" + encoded(SHARED) + "/commits", Map.of("branch", "main",
                "message", "number " + number, "actions",
                List.of(Map.of("op", "put", "path", path, "content", content))));
        refusal = answer.statusCode() == 201 ? "" : answer.statusCode() + " " + answer.body();
        if (answer.statusCode() != 201)
            return false;
        String hash = JSON.readTree(answer.body()).get("hash").asString();
        files.put(path, blob(content));
        commits.put(path, hash);
        long sequence = answer.headers().firstValueAsLong("X-Sequence").orElseThrow();
        assertThat(numbers.put(sequence, hash)).as("the number %d is given once", sequence).isNull();
        return true;
    }

    private boolean createAndDelete() throws IOException, InterruptedException {
        String name = "r" + names.incrementAndGet();
        if (post("/repos", Map.of("id", name)).statusCode() != 201)
            return false;
        created.add(name);
        if (names.get() % 2 == 0)
            return true;
        created.remove(name);
        boolean gone = send(request("/repos/" + name).DELETE()).statusCode() == 204;
        if (gone)
            deleted.add(name);
        return gone;
    }

    private boolean makeAKey() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/apikeys", Map.of("name", "key" + names.incrementAndGet(), "permissions",
                List.of("repo:read")));
        if (answer.statusCode() != 201)
            return false;
        keys.add(JSON.readTree(answer.body()).get("key").asString());
        return true;
    }

    /** A push of many objects, which the server keeps as the pack it came as. */
    private boolean push() throws IOException, InterruptedException {
        String name = "push" + names.incrementAndGet();
        Path work = Files.createDirectory(folder.resolve(name));
        git(work, "init", "--quiet");
        for (int i = 0; i < 300; i++)
            Files.writeString(work.resolve("f" + i), name + i);
        git(work, "add", ".");
        git(work, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", name);
        String hash = git(work, "rev-parse", "HEAD");
        Process push = gitProcess(work, "push", "--quiet", remote(SHARED), "HEAD:refs/heads/" + name);
        String said = new String(push.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (push.waitFor() != 0) {
            System.out.println("kill: a push was not answered: " + said.strip());
            return false;
        }
        pushed.put(name, hash);
        return true;
    }

    /**
     * Compares what is there with what was answered. Refs, history and trees are compared as a whole,
     * each time. In a long run most rounds fetch into the clone of the last one, and ask for a part of
     * what earlier rounds made; every tenth, and the last, clones anew and asks for everything.
     */
    private void verify(int round) throws IOException, InterruptedException {
        boolean whole = round <= 3 || round % WHOLE_ROUNDS == 0 || round == ROUNDS;
        if (whole)
            clone = Files.createTempDirectory(folder, "clone");
        if (whole)
            git(folder, "clone", "--quiet", "--mirror", remote(SHARED), clone.toString());
        else
            git(clone, "fetch", "--quiet", "--prune", remote(SHARED), "+refs/*:refs/*");
        assertThat(git(clone, "fsck", "--strict")).isEmpty();
        verifyShared();
        for (String name : some(created, whole))
            assertThat(send(request("/repos/" + name).GET()).statusCode()).as(name).isEqualTo(200);
        for (String name : some(deleted, whole))
            assertThat(send(request("/repos/" + name).GET()).statusCode()).as(name).isEqualTo(404);
        for (String key : some(keys, whole)) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/whoami"));
            assertThat(send(request.header("X-API-Key", key)).statusCode()).isEqualTo(200);
        }
        for (String path : some(files.keySet(), false))
            assertThat(blob(send(request("/repos/" + encoded(SHARED) + "/read/" + path + "?raw=true").GET()).body()))
                    .as(path).isEqualTo(files.get(path));
        verifyThatWritesAreTaken();
    }

    private void verifyShared() throws IOException, InterruptedException {
        List<String> history = git(clone, "log", "--format=%H", "main").lines().toList();
        assertThat(new HashSet<>(history)).as("all that was answered is in the history of main")
                .containsAll(commits.values());
        assertThat(git(clone, "log", "--merges", "main")).isEmpty();
        Map<String, String> there = new HashMap<>();
        git(clone, "ls-tree", "-r", "--format=%(path) %(objectname)", "main").lines()
                .map(line -> line.split(" "))
                .forEach(line -> there.put(line[0], line[1]));
        assertThat(there).containsAllEntriesOf(files);
        Map<String, String> branches = new HashMap<>();
        git(clone, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/").lines()
                .map(line -> line.split(" "))
                .forEach(line -> branches.put(line[0], line[1]));
        assertThat(branches).containsAllEntriesOf(pushed);
    }

    private void verifyThatWritesAreTaken() throws IOException, InterruptedException {
        long last = numbers.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        // While more than the memory budget is hot, writes are refused until the pool has made room.
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !commit() && System.nanoTime() < end;)
            assertThat(refusal).startsWith("503 ").contains("storage.max_memory");
        assertThat(numbers.keySet().stream().mapToLong(Long::longValue).max().orElse(0)).isGreaterThan(last);
    }

    /** All of them, or some. */
    private List<String> some(Set<String> of, boolean whole) {
        List<String> all = new ArrayList<>(of);
        Collections.sort(all);
        Collections.shuffle(all, new Random(seed + names.get()));
        return whole ? all : all.subList(0, Math.min(all.size(), SAMPLE));
    }

    private static String blob(String content) {
        return new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8))
                .name();
    }

    private HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
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

    private String remote(String repository) {
        return url.replace("http://", "http://admin:" + PASSWORD.replace(" ", "%20") + "@") + "/git/" + repository
                + ".git";
    }

    private static String encoded(String repository) {
        return repository.replace("/", "%2F");
    }

    private static String git(Path in, String... arguments) throws IOException, InterruptedException {
        Process process = gitProcess(in, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as("git %s: %s", String.join(" ", arguments), out).isZero();
        return out;
    }

    private static Process gitProcess(Path in, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        return builder.start();
    }
}
