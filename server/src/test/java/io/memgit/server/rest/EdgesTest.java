package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.at;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are easily made, and what is said about them. */
class EdgesTest {

    private static RequestSpecification git() {
        return at("").header("Authorization", "Bearer " + RestServer.token());
    }

    @Test
    void anEditThatChangesNothingMakesNoEvent() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String before = json("{'description':'d'}").patch("/repos/" + repo).header("X-Sequence");
        for (String body : new String[]{"{}", "{'description':'d'}", "{'default_branch':'main'}"})
            json(body).patch("/repos/" + repo)
                    .then()
                    .statusCode(200)
                    .header("X-Sequence", before)
                    .body("description", equalTo("d"));
    }

    @Test
    void aFullNameIsNoShortName() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String base = "/repos/" + repo;
        refused(json("{'name':'refs/heads/q'}").post(base + "/branches").then(), 400, "INVALID_REF")
                .body("details.field", equalTo("name"));
        refused(json("{'branches':[{'name':'refs/q'}]}").post(base + "/branches:batch").then(), 400, "INVALID_REF")
                .body("details.field", equalTo("branches[0].name"));
        refused(json("{'name':'@'}").post(base + "/branches").then(), 400, "INVALID_REF");
        refused(json("{'name':'refs/tags/q'}").post(base + "/tags").then(), 400, "INVALID_REF");
        refused(json("{'default_branch':'refs/heads/main'}").patch(base).then(), 400, "INVALID_REF");
        refused(json("{'branch':'refs/heads/main','message':'m','actions':[{'op':'delete','path':'a'}]}")
                .post(base + "/commits").then(), 400, "INVALID_REF").body("details.field", equalTo("branch"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/repos|id", "/repos/{repo}/clone|target_id", "/repos/{repo}/commits|message",
            "/repos/{repo}/branches|name", "/repos/{repo}/tags|name", "/repos/{repo}/refs|updates",
            "/repos/{repo}/read|paths", "/apikeys|name", "/auth/login|username"})
    void aFieldThatIsMissingIsNamedWithWhatItMustBe(String path, String field) {
        refused(json("{}").post(path.replace("{repo}", newRepo())).then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo(field))
                .body("detail", containsString("field " + field + " is missing; it must be a "));
    }

    @Test
    void tooManyPathsAreOverALimitThatIsTold() {
        String repo = newRepo();
        String paths = IntStream.range(0, 1_001).mapToObj(i -> "'p" + i + "'").collect(Collectors.joining(","));
        refused(json("{'paths':[" + paths + "]}").post("/repos/" + repo + "/read").then(), 422, "LIMIT_EXCEEDED")
                .body("detail", containsString("at most 1000 paths"))
                .body("details.limit", equalTo("browse.paths"))
                .body("details.maximum", equalTo(1000));
    }

    @Test
    void whoMightHaveReadAMissingRepositoryIsToldThatItIsMissing() {
        String key = json("{'name':'" + newName("key") + "','permissions':['repo:read']}").post("/apikeys")
                .path("key");
        RequestSpecification reader = anybody().header("X-API-Key", key);
        String there = newRepo();
        refused(reader.delete("/repos/" + there).then(), 403, "FORBIDDEN");
        refused(reader.delete("/repos/nowhere").then(), 404, "REPO_NOT_FOUND");
        refused(reader.post("/repos/nowhere/maintenance").then(), 404, "REPO_NOT_FOUND");
        refused(reader.contentType("application/json").body("{\"target_id\":\"x\"}").post("/repos/nowhere/clone")
                .then(), 404, "REPO_NOT_FOUND");
        at("").header("X-API-Key", key).get("/git/nowhere.git/info/refs?service=git-receive-pack").then()
                .statusCode(404);
        at("").header("X-API-Key", key).get("/git/" + there + ".git/info/refs?service=git-receive-pack").then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/HEAD", "/objects/info/packs", "/info", "/git-upload-archive"})
    void belowARepositoryThereIsNothingButWhatGitAsksFor(String path) {
        String there = git().get("/git/" + newRepo() + ".git" + path).then().statusCode(404).extract().asString();
        assertThat(there).contains("git clone").isEqualTo(git().get("/git/nowhere.git" + path).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffe", "0005", "0003", "garbage", "zzzzzzzz", "00", "0032want 11", "",
            "0014command=ls-ref", "0014command=nothing\n0000"})
    void aFetchThatIsNoneIsAnsweredWithAnError(String body) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        for (String service : new String[]{"git-upload-pack", "git-receive-pack"}) {
            for (String version : new String[]{"0", "2"}) {
                Response answer = git().header("Git-Protocol", "version=" + version)
                        .contentType("application/x-" + service + "-request")
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .post("/git/" + repo + ".git/" + service);
                assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 400);
                assertThat(answer.asString()).as(service + version)
                        .containsPattern("^[0-9a-f]{4}ERR .{10,}|^the .{10,}");
            }
        }
    }

    @Test
    void aConditionThatWouldNotBeLookedAtIsRefused() {
        String repo = newRepo();
        String head = commit(repo, "main", "a", "1");
        String condition = "\"" + head + "\"";
        String base = "/repos/" + repo;
        refused(json("{'updates':[{'name':'refs/heads/x','new':'" + head + "'}]}").header("If-Match", condition)
                .post(base + "/refs").then(), 400, "INVALID_REQUEST").body("details.header", equalTo("If-Match"));
        refused(json("{'branches':[{'name':'x'}]}").header("If-Match", condition).post(base + "/branches:batch").then(),
                400, "INVALID_REQUEST");
        json("{'target':'main'}").header("If-Match", condition).patch(base + "/branches/main").then().statusCode(200);
        admin().header("If-Match", "\"x\"").get(base).then().statusCode(200);
    }

    @Test
    void whoIsNotKnownYetSendsOnlyASmallBody() {
        refused(json("{'username':'admin','password':'" + "x".repeat(70_000) + "'}").post("/auth/login").then(), 413,
                "REQUEST_TOO_LARGE");
    }

    @Test
    void aFetchThatAsksForNothingGetsNothing() {
        assertThat(git().contentType("application/x-git-upload-pack-request")
                .body("0000".getBytes(StandardCharsets.UTF_8))
                .post("/git/" + newRepo() + ".git/git-upload-pack")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray()).isEmpty();
    }

    @Test
    void theBrowserOfTheApiIsFetchedOnce() {
        for (String path : new String[]{"/docs", "/docs/docs.js", "/docs/docs.css"})
            at("").header("If-None-Match", at("").get(path).header("ETag")).get(path).then().statusCode(304);
        admin().get("/version").then().statusCode(200);
    }
}
