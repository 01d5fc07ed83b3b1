package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchesTest {

    private static final String ZEROS = "0".repeat(40);

    private String repo = "";
    private String url = "";
    private String first = "";
    private String second = "";

    @BeforeEach
    void twoCommits() {
        repo = newRepo();
        url = "/repos/" + repo + "/branches";
        first = commit(repo, "main", "a", "1");
        second = commit(repo, "main", "a", "2");
    }

    private void make(String name) {
        json("{'name':'" + name + "'}").post(url).then().statusCode(201);
    }

    @Test
    void aBranchWithAFullNameForItsNameStandsInForNoOther() {
        json("{'updates':[{'name':'refs/heads/refs/heads/main','new':'" + first + "'}]}")
                .post("/repos/" + repo + "/refs")
                .then()
                .statusCode(200);
        json("{'name':'next'}").post(url).then().statusCode(201).body("commit", equalTo(second));
        json("{'name':'v1','target':'refs/heads/main'}").post("/repos/" + repo + "/tags")
                .then()
                .statusCode(201)
                .body("commit", equalTo(second));
        String fork = repo + "-fork";
        json("{'id':'" + fork + "','source':{'repo':'" + repo + "','ref':'refs/heads/main'}}").post("/repos")
                .then()
                .statusCode(201)
                .body("head", equalTo(second));
    }

    @Test
    void theRefusalOfADryRunSaysThatItWasDry() {
        refused(json("{'name':'main'}").post(url + "?dry_run=true").then(), 409, "BRANCH_EXISTS")
                .header("X-Dry-Run", "true");
        refused(json("{'name':'main'}").post(url).then(), 409, "BRANCH_EXISTS").header("X-Dry-Run", nullValue());
    }

    @Test
    void aBranchIsMadeAtARevision() {
        json("{'name':'feature/x','from':'main~1','ttl_seconds':null}").post(url)
                .then()
                .statusCode(201)
                .header("Location", "/api/v1" + url + "/feature/x")
                .header("X-Sequence", "3")
                .body("name", equalTo("feature/x"))
                .body("commit", equalTo(first))
                .body("is_default", equalTo(false))
                .body("is_current", equalTo(false))
                .body("protected", equalTo(false));
        for (String path : List.of("/feature/x", "/feature%2Fx"))
            admin().get(url + path).then().statusCode(200).body("commit", equalTo(first));
        admin().get(url + "/main").then().body("is_default", equalTo(true));
    }

    @Test
    void whatCannotBeMadeHasItsOwnCode() {
        refused(json("{'name':'main'}").post(url).then(), 409, "BRANCH_EXISTS");
        refused(json("{'name':'main/x'}").post(url).then(), 409, "CONFLICT");
        refused(json("{'name':'x','from':'nowhere'}").post(url).then(), 404, "REF_NOT_FOUND");
        refused(json("{'name':'x','from':'" + "1".repeat(40) + "'}").post(url).then(), 404, "COMMIT_NOT_FOUND");
        refused(json("{'name':'x','from':'main^^^^'}").post(url).then(), 404, "REF_NOT_FOUND");
        refused(json("{'from':'main'}").post(url).then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("name"));
        String empty = newRepo();
        refused(json("{'name':'x'}").post("/repos/" + empty + "/branches").then(), 404, "REF_NOT_FOUND");
        refused(json("{'name':'x'}").post("/repos/nowhere/branches").then(), 404, "REPO_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a..b", "a b", "HEAD", "x.lock", "a/", "/a", "a~1", "@{x",
            "0123456789012345678901234567890123456789"})
    void aBadNameIsNoBranch(String name) {
        refused(json("{'name':'" + name + "'}").post(url).then(), 400, "INVALID_REF").body("details.field",
                equalTo("name"));
    }

    @Test
    void theListIsReadInPages() {
        for (String name : List.of("x/a", "x/b", "x/c", "y"))
            make(name);
        Response page = admin().get(url + "?prefix=x/&limit=2");
        page.then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("branches.name", equalTo(List.of("x/a", "x/b")))
                .body("current", equalTo("main"))
                .body("count", equalTo(2));
        admin().get(url + "?prefix=x/&limit=2&cursor=" + page.path("next_cursor"))
                .then()
                .header("Link", nullValue())
                .body("branches.name", equalTo(List.of("x/c")))
                .body("next_cursor", nullValue());
        admin().get(url + "?offset=3").then().body("branches.name", equalTo(List.of("x/c", "y")));
        refused(admin().get(url + "?cursor=" + page.path("next_cursor")).then(), 400, "INVALID_CURSOR");
        String empty = newRepo();
        admin().get("/repos/" + empty + "/branches").then().body("branches", hasSize(0)).body("next_cursor",
                nullValue());
    }

    @Test
    void aBatchIsAllOrNothing() {
        String body = IntStream.range(0, 1_000)
                .mapToObj(i -> "{'name':'b/" + i + "','from':'main'}")
                .collect(Collectors.joining(",", "{'branches':[", "]}"));
        json(body).post(url + ":batch").then().statusCode(201).body("count", equalTo(1_000)).header("X-Sequence", "3");
        refused(json("{'branches':[{'name':'new'},{'name':'b/7'}]}").post(url + ":batch").then(), 409, "BRANCH_EXISTS")
                .body("details.name", equalTo("b/7"));
        refused(json("{'branches':[{'name':'new'},{'name':'new'}]}").post(url + ":batch").then(), 400,
                "INVALID_REQUEST").body("details.name", equalTo("new"));
        refused(json("{'branches':[{'name':'new'},{'name':'new/x'}]}").post(url + ":batch").then(), 409, "CONFLICT");
        refused(json("{'branches':[{'name':'new'},{'name':'-'}]}").post(url + ":batch").then(), 400, "INVALID_REF")
                .body("details.field", equalTo("branches[1].name"));
        refused(json("{'branches':[]}").post(url + ":batch").then(), 400, "INVALID_REQUEST");
        refused(admin().get(url + "/new").then(), 404, "BRANCH_NOT_FOUND");
        json("{'branches':[{'name':'dry'}]}").post(url + ":batch?dry_run=true").then().statusCode(201);
        refused(admin().get(url + "/dry").then(), 404, "BRANCH_NOT_FOUND");
    }

    @Test
    void aBatchOverTheLimitIsRefused() {
        String body = IntStream.range(0, 10_001)
                .mapToObj(i -> "{'name':'b" + i + "'}")
                .collect(Collectors.joining(",", "{'branches':[", "]}"));
        refused(json(body).post(url + ":batch").then(), 422, "LIMIT_EXCEEDED").body("details.limit",
                equalTo("refs.batch"));
    }

    @Test
    void aBranchIsMovedForwardAndBackOnlyByForce() {
        json("{'name':'side','from':'main~1'}").post(url).then().statusCode(201);
        json("{'target':'main'}").patch(url + "/side").then().statusCode(200).body("commit", equalTo(second)).header(
                "X-Sequence", "4");
        refused(json("{'target':'main~1'}").patch(url + "/side").then(), 409, "CONFLICT").body("details.current_head",
                equalTo(second));
        json("{'target':'" + first + "','force':true}").patch(url + "/side").then().statusCode(200).body("commit",
                equalTo(first));
    }

    @Test
    void anExpectedHeadIsCompared() {
        refused(json("{'target':'main~1','force':true,'expected_head':'" + first + "'}").patch(url + "/main").then(),
                409, "HEAD_MOVED").body("details.current_head", equalTo(second)).body("details.name", equalTo("main"));
        refused(json("{'target':'main~1','force':true}").header("If-Match", '"' + first + '"')
                .patch(url + "/main")
                .then(), 412, "HEAD_MOVED");
        refused(json("{'target':'main','expected_head':'" + ZEROS + "'}").patch(url + "/main").then(), 409,
                "HEAD_MOVED");
        json("{'target':'main~1','force':true}").header("If-Match", '"' + second + '"')
                .patch(url + "/main")
                .then()
                .statusCode(200);
    }

    @Test
    void aMoveThatCannotBeHasItsOwnCode() {
        refused(json("{'target':'main'}").patch(url + "/nowhere").then(), 404, "BRANCH_NOT_FOUND");
        refused(json("{'target':'nowhere'}").patch(url + "/main").then(), 404, "REF_NOT_FOUND");
        refused(json("{}").patch(url + "/main").then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("target"));
        refused(json("{'name':'new'}").patch(url + "/main").then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("name"));
        refused(json("{'target':'main','protected':true}").patch(url + "/main").then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("protected"));
        json("{'target':'main','protected':false,'ttl_seconds':null}").patch(url + "/main").then().statusCode(200);
    }

    @Test
    void aBranchIsDeletedUnlessItIsTheDefault() {
        make("side");
        refused(admin().delete(url + "/main").then(), 409, "DEFAULT_BRANCH");
        refused(admin().delete(url + "/side?expected_head=" + first).then(), 409, "HEAD_MOVED");
        refused(admin().header("If-Match", '"' + first + '"').delete(url + "/side").then(), 412, "HEAD_MOVED");
        admin().delete(url + "/side?dry_run=true").then().statusCode(204);
        admin().delete(url + "/side?expected_head=" + second).then().statusCode(204).header("X-Sequence", "4");
        refused(admin().delete(url + "/side").then(), 404, "BRANCH_NOT_FOUND");
    }

    @Test
    void aCallCanWaitForABranchToHaveACommit() throws Exception {
        json("{'name':'side','from':'main~1'}").post(url).then().statusCode(201);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> waiting = clients
                    .submit(() -> admin().get(url + "/side?wait_for=" + second + "&timeout=20"));
            json("{'target':'main'}").patch(url + "/side").then().statusCode(200);
            waiting.get().then().statusCode(200).body("commit", equalTo(second));
        }
        admin().get(url + "/side?wait_for=" + first).then().statusCode(200).body("commit", equalTo(second));
        admin().get(url + "/main?timeout=0&wait_for=" + "1".repeat(40)).then().statusCode(200).body("commit",
                equalTo(second));
        refused(admin().get(url + "/nowhere?timeout=0&wait_for=" + first).then(), 404, "BRANCH_NOT_FOUND");
        refused(admin().get(url + "/main?wait_for=main").then(), 400, "INVALID_REQUEST");
        refused(admin().get(url + "/main?wait_for=" + first + "&timeout=-1").then(), 400, "INVALID_REQUEST");
    }

    @Test
    void aReadThatIsKnownAlreadyIsNotSentAgain() {
        String tag = admin().get(url).header("ETag");
        assertThat(admin().header("If-None-Match", tag).get(url).statusCode()).isEqualTo(304);
        commit(repo, "main", "a", "3");
        assertThat(admin().header("If-None-Match", tag).get(url).statusCode()).isEqualTo(200);
    }

    @Test
    void noBranchIsPutOnATree() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String url = "/repos/" + repo + "/branches";
        refused(json("{'name':'x','from':'main^{tree}'}").post(url).then(), 400, "INVALID_REF");
        json("{'name':'x','from':'main^{commit}'}").post(url).then().statusCode(201);
        refused(json("{'target':'main^{tree}'}").patch(url + "/x").then(), 400, "INVALID_REF");
    }
}
