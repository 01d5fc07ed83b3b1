package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static io.memgit.server.rest.RestServer.repositories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.memgit.core.name.RepoName;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitsTest {

    private static final String ZEROS = "0".repeat(40);

    private static Response post(String repo, String body) {
        return json(body).post("/repos/" + repo + "/commits");
    }

    @Test
    void manyFilesBecomeOneCommitInOneCall() {
        String repo = newRepo();
        String first = post(repo,
                """
                        {'message':'Begin\\n','author':{'name':'Ada','email':'ada@example.org','time':'2026-01-31T12:00:00+02:00'},
                         'actions':[{'op':'put','path':'README.md','content':'hello'},
                                    {'op':'create','path':'bin/run','content':'IyE=','encoding':'base64','mode':'100755'},
                                    {'op':'put','path':'empty','content':''},{'op':'put','path':'.dot','content':'ü'}]}""")
                .then()
                .statusCode(201)
                .header("X-Sequence", "1")
                .body("branch", equalTo("main"))
                .body("old_head", equalTo(ZEROS))
                .body("files_changed", equalTo(4))
                .body("parents", equalTo(List.of()))
                .body("$", not(hasKey("parent")))
                .body("message", equalTo("Begin\n"))
                .body("author", equalTo("Ada"))
                .body("email", equalTo("ada@example.org"))
                .body("timestamp", equalTo("2026-01-31T10:00:00.000Z"))
                .body("author_offset", equalTo("+02:00"))
                .body("committer.name", equalTo("Ada"))
                .body("committer.time", equalTo("2026-01-31T10:00:00.000Z"))
                .extract()
                .path("hash");
        post(repo, """
                {'branch':'main','message':'Go on','actions':[{'op':'update','path':'README.md','content':'bye'},
                  {'op':'move','from':'bin/run','path':'run'},{'op':'copy','from':'run','path':'run2'},
                  {'op':'chmod','path':'run2','mode':'100644'},{'op':'delete','path':'empty'}]}""").then()
                .statusCode(201)
                .header("X-Sequence", "2")
                .body("parent", equalTo(first))
                .body("parents", equalTo(List.of(first)))
                .body("old_head", equalTo(first))
                .body("author", equalTo("admin"))
                .body("files_changed", equalTo(5));
    }

    @Test
    void theAnswerLeadsToTheCommit() {
        String repo = newRepo();
        Response made = post(repo, "{'message':'m','actions':[{'op':'put','path':'a','content':'1'}]}");
        made.then().header("Location", "/api/v1/repos/" + repo + "/commits/" + made.<String>path("hash"));
        admin().get("/repos/" + repo + "/branches/main").then().body("commit", equalTo(made.<String>path("hash")));
    }

    @Test
    void theSamePeopleAndTimesGiveTheSameHashInADryRun() {
        String repo = newRepo();
        String body = """
                {'message':'m','author':{'name':'A','email':'a@b','time':'2026-01-01T00:00:00Z'},
                 'committer':{'name':'C','email':'c@d','time':'2026-01-02T00:00:00-03:30'},
                 'actions':[{'op':'put','path':'a','content':'1'}]}""";
        Response dry = json(body).post("/repos/" + repo + "/commits?dry_run=true");
        dry.then().statusCode(201).header("X-Dry-Run", "true").header("Location", nullValue()).header("X-Sequence",
                nullValue());
        refused(admin().get("/repos/" + repo + "/branches/main").then(), 404, "BRANCH_NOT_FOUND");
        post(repo, body).then().statusCode(201).body("hash", equalTo(dry.<String>path("hash")))
                .body("committer.offset", equalTo("-03:30"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', value = {"'op':'create','path':'a','content':'x'|409|FILE_EXISTS",
            "'op':'update','path':'b','content':'x'|404|FILE_NOT_FOUND", "'op':'delete','path':'b'|404|FILE_NOT_FOUND",
            "'op':'move','from':'b','path':'c'|404|FILE_NOT_FOUND",
            "'op':'copy','from':'b','path':'c'|404|FILE_NOT_FOUND",
            "'op':'chmod','path':'b','mode':'100755'|404|FILE_NOT_FOUND",
            "'op':'put','path':'a/below','content':'x'|409|PATH_CONFLICT",
            "'op':'put','path':'d','content':'x'|409|PATH_CONFLICT",
            "'op':'put','path':'a','content':'1'|409|EMPTY_COMMIT",
            "'op':'put','path':'../a','content':'1'|400|INVALID_PATH",
            "'op':'put','path':'.git/config','content':'1'|400|INVALID_PATH",
            "'op':'put','path':'/a','content':'1'|400|INVALID_PATH",
            "'op':'put','path':'','content':'1'|400|INVALID_PATH",
            "'op':'put','path':'x','content':'%%','encoding':'base64'|400|INVALID_CONTENT",
            "'op':'put','path':'x','content':'\\ud800'|400|INVALID_CONTENT",
            "'op':'put','path':'x'|400|INVALID_REQUEST", "'op':'chmod','path':'a'|400|INVALID_REQUEST",
            "'op':'move','path':'a'|400|INVALID_REQUEST", "'op':'delete','path':'a','content':''|400|INVALID_REQUEST",
            "'op':'burn','path':'a'|400|INVALID_REQUEST", "'op':'put','path':'x','content':1|400|INVALID_REQUEST",
            "'op':'put','path':'x','content':'','mode':'100600'|400|INVALID_REQUEST",
            "'op':'put','path':'x','content':'','colour':1|400|INVALID_REQUEST",
            "'op':'put','path':'x','blob':'0123456789012345678901234567890123456789'|404|FILE_NOT_FOUND",
            "'op':'put','path':'x','blob':'short'|400|INVALID_REQUEST",
            "'op':'put','path':'a','content':'x','expected_blob':'0123456789012345678901234567890123456789'|409|CONFLICT"})
    void whatCannotBeDoneHasItsOwnCodeAndChangesNothing(String action, int status, String code) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String head = commit(repo, "main", "d/e", "2");
        refused(admin().contentType("application/json")
                .body(("{'message':'m','actions':[{" + action + "}]}").replace('\'', '"'))
                .post("/repos/" + repo + "/commits")
                .then(), status, code);
        admin().get("/repos/" + repo + "/branches/main").then().body("commit", equalTo(head));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', value = {"'message':'m'|actions", "'actions':[]|message",
            "'message':'m','actions':[]|actions", "'message':' ','actions':[{'op':'delete','path':'a'}]|message",
            "'message':'a\\u0000b','actions':[{'op':'delete','path':'a'}]|message",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'author':{'name':'','email':'e'}|author.name",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'author':{'name':'a<b','email':'e'}|author.name",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'author':{'name':'a'}|author.email",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'author':{'name':'a','email':'e','time':'now'}|author.time",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'workspace':'w'|workspace",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'allow_empty':'maybe'|allow_empty",
            "'message':'m','actions':[{'op':'delete','path':'a'}],'expected_head':'abc'|expected_head"})
    void aWrongFieldIsNamed(String fields, String field) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().contentType("application/json")
                .body(("{" + fields + "}").replace('\'', '"'))
                .post("/repos/" + repo + "/commits")
                .then(), 400, "INVALID_REQUEST").body("details.field", equalTo(field));
    }

    @Test
    void anExpectedHeadMakesItConditional() {
        String repo = newRepo();
        String one = commit(repo, "main", "a", "1");
        String two = commit(repo, "main", "a", "2");
        String rest = "'message':'m','actions':[{'op':'put','path':'a','content':'3'}]}";
        refused(post(repo, "{'expected_head':'" + one + "'," + rest).then(), 409, "HEAD_MOVED")
                .body("details.current_head", equalTo(two));
        refused(post(repo, "{'expected_head':'" + ZEROS + "'," + rest).then(), 409, "HEAD_MOVED");
        refused(post(repo, "{'branch':'new','start_from':'main','expected_head':'" + one + "'," + rest).then(), 409,
                "HEAD_MOVED").body("details.current_head", equalTo(ZEROS));
        refused(json("{" + rest).header("If-Match", "\"" + one + "\"").post("/repos/" + repo + "/commits").then(), 412,
                "HEAD_MOVED").body("details.current_head", equalTo(two));
        refused(json("{'expected_head':'" + one + "'," + rest).header("If-Match", "\"" + two + "\"")
                .post("/repos/" + repo + "/commits")
                .then(), 400, "INVALID_REQUEST");
        json("{'expected_head':'" + two + "'," + rest).header("If-Match", "\"" + two + "\"")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .body("old_head", equalTo(two));
    }

    @Test
    void aMissingBranchStartsWhereItIsToldTo() {
        String repo = newRepo();
        String one = commit(repo, "main", "a", "1");
        commit(repo, "main", "a", "2");
        String rest = "'message':'m','actions':[{'op':'put','path':'b','content':'3'}]}";
        refused(post(repo, "{'branch':'side'," + rest).then(), 404, "BRANCH_NOT_FOUND");
        refused(post(repo, "{'branch':'side','start_from':'nowhere'," + rest).then(), 404, "REF_NOT_FOUND");
        refused(post(repo, "{'branch':'a..b'," + rest).then(), 400, "INVALID_REF");
        refused(post(repo, "{'branch':'main/x','start_from':'main'," + rest).then(), 409, "CONFLICT");
        post(repo, "{'branch':'side','start_from':'main~1'," + rest).then().statusCode(201)
                .body("parent", equalTo(one)).body("old_head", equalTo(ZEROS)).body("branch", equalTo("side"));
        post(repo, "{'branch':'side','start_from':'nowhere','allow_empty':true," + rest).then().statusCode(201);
    }

    @Test
    void theFirstBranchOfARepositoryBecomesItsDefault() {
        String repo = newRepo();
        commit(repo, "trunk", "a", "1");
        admin().get("/repos/" + repo).then().body("default_branch", equalTo("trunk"));
    }

    @Test
    void anUploadedBlobCanBeNamed() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String blob = admin().contentType("application/octet-stream")
                .body("bytes".getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/blobs")
                .then()
                .statusCode(201)
                .body("size", equalTo(5))
                .extract()
                .path("hash");
        post(repo, "{'message':'m','actions':[{'op':'put','path':'b','blob':'" + blob + "'}]}").then().statusCode(201);
        post(repo, "{'message':'m','actions':[{'op':'update','path':'b','content':'x','expected_blob':'" + blob
                + "'}]}").then().statusCode(201);
    }

    @Test
    void aCommitThatChangesNothingIsMadeWhenAskedFor() {
        String repo = newRepo();
        String head = commit(repo, "main", "a", "1");
        post(repo, "{'message':'m','allow_empty':true,'actions':[]}").then().statusCode(201)
                .body("files_changed", equalTo(0)).body("parent", equalTo(head));
    }

    @Test
    void linesOfJsonAreACommitTooBeyondTheSizeOfABody() {
        String repo = newRepo();
        String content = Base64.getEncoder().encodeToString(new byte[3 << 20]);
        String lines = "{\"message\":\"stream\",\"branch\":\"main\"}\n"
                + IntStream.range(0, 6)
                        .mapToObj(i -> "{\"op\":\"put\",\"path\":\"big/" + i + "\",\"content\":\"" + content
                                + "\",\"encoding\":\"base64\"}")
                        .collect(Collectors.joining("\n"));
        assertThat(lines.length()).isGreaterThan(10 << 20);
        admin().contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .body("files_changed", equalTo(6));
        refused(admin().contentType("application/json")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/commits")
                .then(), 413, "REQUEST_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"message\":\"m\"}", "{\"message\":\"m\",\"actions\":[]}\n",
            "{\"message\":\"m\"}\n{\"op\":\"put\"", "{\"message\":\"m\"}\n{\"op\":\"put\",\"path\":\"a\"}",
            "{\"message\":\"m\"}\n{\"op\":\"put\",\"path\":\"a\",\"content\":\"\"}\nnull\n", "[]"})
    void linesThatAreNoCommitAreRefused(String lines) {
        String repo = newRepo();
        refused(admin().contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/commits")
                .then(), 400, "INVALID_REQUEST");
    }

    @Test
    void tooManyActionsAreOverALimitThatIsNamed() {
        String repo = newRepo();
        String lines = "{\"message\":\"m\"}\n" + "{\"op\":\"put\",\"path\":\"a\",\"content\":\"\"}\n".repeat(10_001);
        refused(admin().contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/commits")
                .then(), 422, "LIMIT_EXCEEDED").body("details.limit", equalTo("commit.actions"));
    }

    @Test
    void otherMediaTypesAreNotTaken() {
        String repo = newRepo();
        refused(admin().contentType("text/plain").body("x").post("/repos/" + repo + "/commits").then(), 415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void theSameKeyMakesOneCommit() {
        String repo = newRepo();
        String body = "{'message':'m','actions':[{'op':'put','path':'a','content':'1'}]}";
        String hash = json(body).header("Idempotency-Key", "k").post("/repos/" + repo + "/commits").path("hash");
        json(body).header("Idempotency-Key", "k")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("hash", equalTo(hash));
        assertThat(repositories().find(new RepoName(repo)).orElseThrow().root().number().value()).isEqualTo(1);
    }
}
