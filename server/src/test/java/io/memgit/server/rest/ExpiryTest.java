package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.memgit.core.event.Event;
import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.event.Resume;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Root;
import io.memgit.core.transport.GitClient;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories and branches that end by themselves. */
class ExpiryTest {

    private static final long MONTH = 2_592_000;
    private static final long PATIENCE_SECONDS = 60;

    private final String repo = newRepo();
    private final String url = "/repos/" + repo;
    private final String branches = url + "/branches";

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2592001", "18446744073709551617", "1.5", "1.0", "'60'", "true", "[]", "{}"})
    void whatIsNoTimeIsRefusedByItsField(String ttl) {
        commit(repo, "main", "a", "1");
        json("{'name':'side'}").post(branches).then().statusCode(201);
        String field = "'ttl_seconds':" + ttl + "}";
        for (Response answer : List.of(json("{'id':'" + newName("r") + "'," + field).post("/repos"),
                json("{" + field).patch(url), json("{'name':'x'," + field).post(branches),
                json("{" + field).patch(branches + "/side")))
            refused(answer.then(), 400, "INVALID_REQUEST").body("details.field", equalTo("ttl_seconds"));
        refused(json("{'branches':[{'name':'x'},{'name':'y'," + field + "]}").post(branches + ":batch").then(), 400,
                "INVALID_REQUEST").body("details.field", equalTo("branches[1].ttl_seconds"));
        keeps(url);
        keeps(branches + "/side");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, MONTH})
    void aRepositoryEndsSoLongAfterTheLastWriteToIt(long seconds) {
        String name = newName("r");
        Response made = json("{'id':'" + name + "','ttl_seconds':" + seconds + "}").post("/repos");
        made.then().statusCode(201);
        assertThat(repositoryEnd(made)).isEqualTo(instant(made, "created_at").plusSeconds(seconds));
    }

    @Test
    void aWriteRenewsTheRepositoryAndAReadDoesNot() {
        json("{'ttl_seconds':3600}").patch(url).then().statusCode(200);
        Instant before = renewed(Instant.MIN);
        admin().get(url).then().statusCode(200);
        admin().get("/repos?prefix=" + repo).then().body("repositories[0].expires_at", equalTo(shown(before)));
        admin().get(branches).then().statusCode(200);
        assertThat(repositoryEnd(admin().get(url))).isEqualTo(before);
        commit(repo, "main", "a", "1");
        Instant committed = renewed(before);
        json("{'name':'side','ttl_seconds':600}").post(branches).then().statusCode(201);
        Instant branched = renewed(committed);
        json("{'updates':[{'name':'refs/heads/side','new':'" + "0".repeat(40) + "'}]}").post(url + "/refs")
                .then()
                .statusCode(200);
        Instant deleted = renewed(branched);
        admin().contentType("application/octet-stream").body(new byte[]{1, 2}).post(url + "/blobs").then()
                .statusCode(201);
        Instant uploaded = renewed(deleted);
        json("{'description':'new'}").patch(url).then().statusCode(200);
        renewed(uploaded);
    }

    /**
     * The end of the repository, which is an hour after its last write, and not before {@code least}.
     */
    private Instant renewed(Instant least) {
        Response now = admin().get(url);
        Instant end = repositoryEnd(now);
        assertThat(end).isEqualTo(instant(now, "updated_at").plusSeconds(3600)).isAfterOrEqualTo(least);
        return end;
    }

    @Test
    void anEditLeavesTheTimeWithoutAWordAndEndsItWithNull() {
        json("{'ttl_seconds':600}").patch(url).then().statusCode(200).body("$", hasKey("expires_at"));
        json("{'description':'x'}").patch(url).then().statusCode(200).body("$", hasKey("expires_at"));
        json("{}").patch(url).then().statusCode(200).body("$", hasKey("expires_at"));
        json("{'ttl_seconds':null}").patch(url).then().statusCode(200).body("$", not(hasKey("expires_at")));
        Response same = json("{'ttl_seconds':null}").patch(url);
        assertThat(same.header("X-Sequence")).as("nothing was written").isEqualTo("3");
        admin().get(url).then().body("$", not(hasKey("expires_at")));
    }

    @Test
    void theSameTimeOnceMoreBeginsAnew() {
        json("{'ttl_seconds':600}").patch(url).then().statusCode(200).header("X-Sequence", "1");
        json("{'ttl_seconds':600}").patch(url).then().statusCode(200).header("X-Sequence", "2");
    }

    @Test
    void whatStartsFromARepositoryHasATimeOfItsOwn() {
        commit(repo, "main", "a", "1");
        json("{'name':'side','ttl_seconds':600}").post(branches).then().statusCode(201);
        json("{'ttl_seconds':600}").patch(url).then().statusCode(200);
        String fork = newName("fork");
        json("{'target_id':'" + fork + "'}").post(url + "/clone").then().statusCode(201).body("$",
                not(hasKey("expires_at")));
        admin().get("/repos/" + fork + "/branches/side").then().statusCode(200).body("$", not(hasKey("expires_at")));
        for (String mode : List.of("fork", "snapshot")) {
            String source = ",'source':{'repo':'" + repo + "','mode':'" + mode + "'}}";
            json("{'id':'" + newName("copy") + "'" + source).post("/repos").then().statusCode(201).body("$",
                    not(hasKey("expires_at")));
            Response made = json("{'id':'" + newName("copy") + "','ttl_seconds':5000" + source).post("/repos");
            made.then().statusCode(201);
            assertThat(repositoryEnd(made)).isEqualTo(instant(made, "created_at").plusSeconds(5000));
        }
    }

    @Test
    void aBranchEndsSoLongAfterTheLastWriteToIt() {
        commit(repo, "main", "a", "1");
        Response made = json("{'name':'side','ttl_seconds':600}").post(branches);
        made.then().statusCode(201);
        Instant first = branchEnd(made);
        assertThat(first).isEqualTo(updated().plusSeconds(600)).isEqualTo(end("side"));
        json("{'name':'other','ttl_seconds':600}").post(branches).then().statusCode(201);
        Instant other = end("other");
        commit(repo, "side", "b", "1");
        Instant committed = end("side");
        assertThat(committed).isEqualTo(updated().plusSeconds(600)).isAfterOrEqualTo(first);
        json("{'updates':[{'name':'refs/heads/side','new':'" + commitOf("main") + "','force':true}]}")
                .post(url + "/refs")
                .then()
                .statusCode(200);
        assertThat(end("side")).isEqualTo(updated().plusSeconds(600)).isAfterOrEqualTo(committed);
        json("{'target':'main'}").patch(branches + "/side").then().statusCode(200);
        assertThat(end("side")).isEqualTo(updated().plusSeconds(600));
        assertThat(end("other")).as("nobody wrote to it").isEqualTo(other);
        admin().get(branches).then().body("branches[2].expires_at", equalTo(shown(end("side"))));
        admin().get(branches).then().body("branches[0]", not(hasKey("expires_at")));
    }

    @Test
    void aBranchIsKeptForAnotherTimeWithoutBeingMoved() {
        String first = commit(repo, "main", "a", "1");
        json("{'name':'side'}").post(branches).then().statusCode(201).body("$", not(hasKey("expires_at")));
        String second = commit(repo, "side", "a", "2");
        Response changed = json("{'ttl_seconds':600}").patch(branches + "/side");
        changed.then().statusCode(200).header("X-Sequence", "4").body("commit", equalTo(second));
        assertThat(branchEnd(changed)).isEqualTo(updated().plusSeconds(600));
        refused(json("{'ttl_seconds':900,'expected_head':'" + first + "'}").patch(branches + "/side").then(), 409,
                "HEAD_MOVED").body("details.current_head", equalTo(second));
        refused(json("{'ttl_seconds':900}").header("If-Match", "\"" + first + "\"").patch(branches + "/side").then(),
                412, "HEAD_MOVED");
        json("{'ttl_seconds':900,'expected_head':'" + second + "'}").patch(branches + "/side").then().statusCode(200);
        assertThat(end("side")).isEqualTo(updated().plusSeconds(900));
        json("{'target':'main','force':true,'ttl_seconds':300}").patch(branches + "/side")
                .then()
                .statusCode(200)
                .body("commit", equalTo(first));
        assertThat(end("side")).isEqualTo(updated().plusSeconds(300));
        json("{'ttl_seconds':null}").patch(branches + "/side").then().statusCode(200).body("$",
                not(hasKey("expires_at")));
        keeps(branches + "/side");
        refused(json("{}").patch(branches + "/side").then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("target"));
        refused(json("{'ttl_seconds':5}").patch(branches + "/nowhere").then(), 404, "BRANCH_NOT_FOUND");
    }

    @Test
    void aBranchThatIsMadeAnewIsKept() {
        commit(repo, "main", "a", "1");
        json("{'name':'side','ttl_seconds':600}").post(branches).then().statusCode(201);
        admin().delete(branches + "/side").then().statusCode(204);
        json("{'name':'side'}").post(branches).then().statusCode(201).body("$", not(hasKey("expires_at")));
    }

    @Test
    void theDefaultBranchDoesNotEnd() {
        commit(repo, "main", "a", "1");
        refused(json("{'ttl_seconds':600}").patch(branches + "/main").then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("ttl_seconds"));
        json("{'ttl_seconds':null}").patch(branches + "/main").then().statusCode(200);
        json("{'name':'next','ttl_seconds':600}").post(branches).then().statusCode(201);
        json("{'default_branch':'next'}").patch(url).then().statusCode(200);
        keeps(branches + "/next");
        json("{'default_branch':'main'}").patch(url).then().statusCode(200);
        keeps(branches + "/next");
        String empty = newRepo();
        refused(json("{'branches':[{'name':'main','ttl_seconds':600}]}").post("/repos/" + empty + "/branches:batch")
                .then(), 400, "INVALID_REQUEST").body("details.field", equalTo("branches[0].ttl_seconds"));
    }

    @Test
    void everyBranchOfABatchHasATimeOfItsOwn() {
        commit(repo, "main", "a", "1");
        Response made = json(
                "{'branches':[{'name':'a','ttl_seconds':600},{'name':'b'},{'name':'c','ttl_seconds':900}]}")
                .post(branches + ":batch");
        made.then().statusCode(201).body("branches[1]", not(hasKey("expires_at")));
        assertThat(end("a")).isEqualTo(updated().plusSeconds(600));
        assertThat(end("c")).isEqualTo(updated().plusSeconds(900)).isEqualTo(instant(made, "branches[2].expires_at"));
    }

    @Test
    void aDryRunShowsWhatWouldBeAndRenewsNothing() {
        commit(repo, "main", "a", "1");
        json("{'name':'side','ttl_seconds':3600}").post(branches).then().statusCode(201);
        json("{'ttl_seconds':3600}").patch(url).then().statusCode(200);
        Instant branch = end("side");
        Instant whole = repositoryEnd(admin().get(url));
        Instant least = Instant.now().minus(Duration.ofHours(1)).plusSeconds(600);
        String dry = "?dry_run=true";
        assertThat(repositoryEnd(json("{'id':'" + newName("r") + "','ttl_seconds':600}").post("/repos" + dry)))
                .isBetween(least, whole);
        assertThat(repositoryEnd(json("{'ttl_seconds':600}").patch(url + dry))).isBefore(whole);
        json("{'ttl_seconds':null}").patch(url + dry).then().statusCode(200).body("$", not(hasKey("expires_at")));
        assertThat(repositoryEnd(json("{'description':'x'}").patch(url + dry))).isAfterOrEqualTo(whole);
        assertThat(branchEnd(json("{'name':'x','ttl_seconds':600}").post(branches + dry))).isBefore(branch);
        assertThat(branchEnd(json("{'ttl_seconds':600}").patch(branches + "/side" + dry))).isBefore(branch);
        assertThat(branchEnd(json("{'target':'main'}").patch(branches + "/side" + dry))).isAfterOrEqualTo(branch);
        json("{'ttl_seconds':null}").patch(branches + "/side" + dry).then().statusCode(200).body("$",
                not(hasKey("expires_at")));
        assertThat(end("side")).isEqualTo(branch);
        assertThat(repositoryEnd(admin().get(url))).isEqualTo(whole);
    }

    @Test
    void aBranchGoesWhenItsTimeIsOverAndAPushMakesItAnewForGood(@TempDir Path folder) throws Exception {
        String head = commit(repo, "main", "a", "1");
        String remote = "http://admin:" + RestServer.token() + "@127.0.0.1:" + RestServer.port() + "/git/" + repo;
        GitClient git = GitClient.cloned(remote, folder.resolve("work"));
        json("{'branches':[{'name':'x/a','ttl_seconds':1},{'name':'x/b','ttl_seconds':1},{'name':'x/c'}]}")
                .post(branches + ":batch")
                .then()
                .statusCode(201);
        MemoryRepository repository = RestServer.repositories().find(new RepoName(repo)).orElseThrow();
        await(repository, root -> root.refs().countWithPrefix("refs/heads/x/") == 1);
        refused(admin().get(branches + "/x/a").then(), 404, "BRANCH_NOT_FOUND");
        admin().get(branches).then().body("branches.name", equalTo(List.of("main", "x/c")));
        assertThat(git.git("ls-remote", "origin", "refs/heads/x/a")).isEmpty();
        List<Event> ends = events(repository).stream().filter(e -> e.actor().equals("system")).toList();
        assertThat(ends).allSatisfy(e -> assertThat(e.type()).isEqualTo(EventType.BRANCH));
        assertThat(ends.stream().flatMap(e -> e.refs().stream()).filter(RefUpdate::deletes).map(RefUpdate::name)
                .sorted(Comparator.naturalOrder()))
                .containsExactly(name("x/a"), name("x/b"));
        git.git("push", "-q", "origin", "main:x/a");
        admin().get(branches + "/x/a").then().statusCode(200).body("commit", equalTo(head)).body("$",
                not(hasKey("expires_at")));
    }

    @Test
    void aRepositoryGoesWhenItsTimeIsOverAndLeavesItsNameFree() throws Exception {
        String name = newName("short");
        json("{'id':'" + name + "','ttl_seconds':1}").post("/repos").then().statusCode(201);
        MemoryRepository repository = RestServer.repositories().find(new RepoName(name)).orElseThrow();
        await(repository, Root::deleted);
        refused(admin().get("/repos/" + name).then(), 404, "REPO_NOT_FOUND");
        admin().get("/repos?prefix=" + name).then().body("repositories", equalTo(List.of()));
        refused(json("{'name':'x'}").post("/repos/" + name + "/branches").then(), 404, "REPO_NOT_FOUND");
        // What it held goes first, its name a moment later.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int status = 409;
        while (status == 409 && System.nanoTime() - end < 0)
            status = json("{'id':'" + name + "'}").post("/repos").statusCode();
        assertThat(status).isEqualTo(201);
    }

    private static void await(MemoryRepository repository, Predicate<Root> done) throws Exception {
        for (Root root = repository.root(); !done.test(root); root = repository.root())
            repository.changeAfter(root).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<Event> events(MemoryRepository repository) {
        return ((Resume.Replay) repository.events().resume(EventNumber.NONE, 1_000)).events();
    }

    private static RefName name(String branch) {
        return RefName.branch(branch).orElseThrow();
    }

    private static void keeps(String path) {
        admin().get(path).then().statusCode(200).body("$", not(hasKey("expires_at")));
    }

    private Instant updated() {
        return instant(admin().get(url), "updated_at");
    }

    private String commitOf(String branch) {
        return admin().get(branches + "/" + branch).path("commit");
    }

    private Instant end(String branch) {
        return branchEnd(admin().get(branches + "/" + branch));
    }

    private static Instant repositoryEnd(Response repository) {
        return instant(repository, "expires_at");
    }

    private static Instant branchEnd(Response branch) {
        return instant(branch, "expires_at");
    }

    private static Instant instant(Response answer, String path) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
        String text = answer.path(path);
        return Instant.parse(Objects.requireNonNull(text, answer.asString()));
    }

    private static String shown(Instant instant) {
        String text = instant.toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
