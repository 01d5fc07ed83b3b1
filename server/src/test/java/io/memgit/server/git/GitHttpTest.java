package io.memgit.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.transport.GitClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP asks of a Git server, with the real git and by hand. */
class GitHttpTest {

    private static final String UPLOAD_REQUEST = "application/x-git-upload-pack-request";
    private static final String RECEIVE_REQUEST = "application/x-git-receive-pack-request";

    @TempDir
    Path temp;

    private static GitServer server;
    private static HttpClient http;
    private MemoryRepository repository;
    private GitClient git;

    @BeforeAll
    static void start() throws IOException {
        server = new GitServer(Limits.defaults());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        server.close();
        http.close();
    }

    @BeforeEach
    void create() {
        repository = server.create("team/App");
        git = GitClient.init(temp.resolve("work"));
        git.git("remote", "add", "origin", server.url("team/App.git"));
    }

    @AfterEach
    void delete() {
        server.delete(repository);
    }

    @Test
    void whoShowsNothingIsAskedForNameAndPasswordFirst() throws Exception {
        for (String path : new String[]{"team/App.git", "not/there.git"}) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.anonymousUrl(path + "/info/refs?service=git-upload-pack")))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
        }
        assertThat(git.fails("ls-remote", server.anonymousUrl("team/App.git"))).contains("could not read Username");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(git.fails("ls-remote",
                server.url("team/App.git").replace(GitServer.PASSWORD, "wrong-password-x")))
                .contains("Authentication failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team/App.git", "team/App", "TEAM/app.git", "team/app", "team%2FApp.git", "team/App.GIT"})
    void aRepositoryIsFoundWithAndWithoutItsSuffixAndInAnyCase(String path) {
        String head = git.commit("a.txt", "one");
        git.git("push", "-q", "origin", "main");

        assertThat(git.git("ls-remote", server.url(path), "main")).startsWith(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody/knows.git", "app.git", "team/App.git.git", "a/b/c/d.git", "..%2Fx.git",
            "x.lock.git"})
    void aRepositoryThatIsNotThereIsSaidSoInPlainText(String path) throws Exception {
        HttpResponse<String> answer = get(path + "/info/refs?service=git-upload-pack");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(git.fails("ls-remote", server.url(path))).contains("remote: there is no such repository");
    }

    @Test
    void theDumbProtocolIsRefusedWithASentence() throws Exception {
        HttpResponse<String> answer = get("team/App.git/info/refs");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("dumb protocol");
        assertThat(get("team/App.git/HEAD").statusCode()).isEqualTo(404);
        assertThat(get("team/App.git/objects/info/packs").statusCode()).isEqualTo(404);
        assertThat(get("team/App.git/info/refs?service=git-archive").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"git-upload-pack", "git-receive-pack"})
    void anAdvertisementIsNeverCached(String service) throws Exception {
        HttpResponse<String> answer = get("team/App.git/info/refs?service=" + service);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-" + service + "-advertisement");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
        assertThat(answer.body()).startsWith(service.equals("git-upload-pack")
                ? "001e# service=git-upload-pack\n0000"
                : "001f# service=git-receive-pack\n0000");
    }

    @Test
    void theVersionThatIsAskedForIsSpoken() throws Exception {
        assertThat(advertised("version=2")).contains("000dversion 2").contains("ls-refs").contains("fetch=filter");
        assertThat(advertised("version=1")).contains("000eversion 1\n").contains("capabilities^{}");
        assertThat(advertised("version=9")).doesNotContain("version ").contains("capabilities^{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void cloneFetchAndPushGoThroughInEveryVersion(String version) {
        for (int i = 0; i < 30; i++)
            git.commit("file" + i, "content " + i);
        git.git("-c", "protocol.version=" + version, "push", "-q", "origin", "main");
        GitClient clone = GitClient.cloned(server.url("team/App.git"), temp.resolve("clone"), "-c",
                "protocol.version=" + version);
        for (int i = 0; i < 40; i++)
            clone.commit("mine" + i, "more " + i);
        clone.git("push", "-q", "origin", "main");
        // Many haves make a body large enough that git compresses it.
        git.git("-c", "protocol.version=" + version, "pull", "-q", "origin", "main");

        assertThat(git.head()).isEqualTo(clone.head());
        git.git("fsck", "--strict");
    }

    @Test
    void aLargePushComesInChunks() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 6; i++) {
            byte[] bytes = new byte[2 << 20];
            random.nextBytes(bytes);
            Files.write(temp.resolve("work/random" + i), bytes);
        }
        git.git("add", "-A");
        git.git("commit", "-q", "-m", "random");
        git.git("-c", "http.postBuffer=65536", "push", "-q", "origin", "main");

        GitClient clone = GitClient.cloned(server.url("team/App.git"), temp.resolve("clone"));
        assertThat(clone.head()).isEqualTo(git.head());
        assertThat(Files.mismatch(temp.resolve("work/random5"), temp.resolve("clone/random5"))).isEqualTo(-1);
    }

    @Test
    void aRefusedPushIsToldToItsUser() {
        git.commit(".gitmodules", "[submodule \"x\"]\n\turl = -u./payload\n");

        assertThat(git.fails("push", "origin", "main")).contains("unpack").contains("gitmodulesUrl")
                .contains("[remote rejected] main -> main");
        assertThat(repository.refs().isEmpty()).isTrue();
    }

    @Test
    void aPushThatIsLargerThanTheLimitIsToldToItsUser() throws IOException {
        Limits small = ChangedLimits.with(SmallLimits.push());
        byte[] bytes = new byte[4 << 20];
        new Random(4).nextBytes(bytes);
        Files.write(temp.resolve("work/random"), bytes);
        git.git("add", "-A");
        git.git("commit", "-q", "-m", "random");

        try (GitServer strict = new GitServer(small)) {
            MemoryRepository target = strict.create("app");
            assertThat(git.fails("-c", "http.postBuffer=65536", "push", strict.url("app.git"), "main"))
                    .contains("[remote rejected] main -> main")
                    .contains("the pack has more than 1048576 bytes");
            assertThat(target.refs().isEmpty()).isTrue();
            assertThat(target.objects().objectCount()).isZero();
        }
    }

    @Test
    void aHashThatIsTooFarAwayIsToldToTheFetchingClient() throws IOException {
        BrowseLimits b = Limits.defaults().browse();
        BrowseLimits near = new BrowseLimits(b.paths(), b.batchSize(), b.patchSize(), b.patchesSize(), b.diffSize(),
                b.diffFiles(), b.renameCandidates(), b.archiveSize(), b.attributesSize(), 5, b.walkTime());
        Limits small = ChangedLimits.with(near);
        String first = git.commit("file", "0");
        for (int i = 1; i < 20; i++)
            git.commit("file", "" + i);

        try (GitServer strict = new GitServer(small)) {
            strict.create("app");
            String url = strict.url("app.git");
            git.git("push", "-q", url, "main", "main:lost");
            git.git("push", "-q", "--force", url, "main~1:lost");
            assertThat(git.fails("fetch", "--refetch", url, first)).contains("browse.walk_commits");
            git.git("fetch", "-q", url, "main");
        }
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() throws Exception {
        assertThat(post("team/App.git/git-upload-pack", RECEIVE_REQUEST, new byte[0]).statusCode()).isEqualTo(415);
        assertThat(post("team/App.git/git-receive-pack", "text/plain", new byte[0]).statusCode()).isEqualTo(415);
        assertThat(post("team/App.git/info/refs", UPLOAD_REQUEST, new byte[0]).statusCode()).isEqualTo(405);
    }

    @Test
    void aBodyThatIsNotWhatItsCodingSaysIsRefused() throws Exception {
        byte[] plain = "0000".getBytes(StandardCharsets.US_ASCII);

        assertThat(post("team/App.git/git-upload-pack", UPLOAD_REQUEST, plain, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post("team/App.git/git-upload-pack", UPLOAD_REQUEST, plain, "Content-Encoding", "br").statusCode())
                .isEqualTo(415);
        HttpResponse<String> cut = post("team/App.git/git-receive-pack", RECEIVE_REQUEST,
                Arrays.copyOf(zipped(plain, 1), 14), "Content-Encoding", "gzip");
        assertThat(cut.statusCode()).isEqualTo(200);
        assertThat(cut.body()).contains("ERR ");
    }

    @Test
    void whatUnpacksToTooMuchIsCutOff() throws Exception {
        // 100 MB of "0032want …" lines in 100 KB.
        byte[] line = ("0032want " + "1".repeat(40) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bomb = zipped(line, 2_000_000);
        assertThat(bomb.length).isLessThan(1 << 20);

        HttpResponse<String> answer = post("team/App.git/git-upload-pack", UPLOAD_REQUEST, bomb, "Content-Encoding",
                "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("ERR ");
    }

    @Test
    void garbageIsAnsweredAndNeverAnError() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            boolean fetch = random.nextBoolean();
            HttpResponse<String> answer = post("team/App.git/" + (fetch ? "git-upload-pack" : "git-receive-pack"),
                    fetch ? UPLOAD_REQUEST : RECEIVE_REQUEST, garbage, "Git-Protocol",
                    random.nextBoolean() ? "version=2" : "version=0");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).matches(body -> body.isEmpty() || body.contains("ERR "), "a refusal or nothing")
                    .doesNotContain("something went wrong");
        }
        assertThat(repository.refs().get(RefName.branch("main").orElseThrow())).isNull();
    }

    private String advertised(String version) throws Exception {
        return send(request("team/App.git/info/refs?service=git-upload-pack").header("Git-Protocol", version)).body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String type, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder()
                .encodeToString(("admin:" + GitServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(server.anonymousUrl(path)))
                .header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] zipped(byte[] piece, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++)
                out.write(piece);
        }
        return bytes.toByteArray();
    }
}
