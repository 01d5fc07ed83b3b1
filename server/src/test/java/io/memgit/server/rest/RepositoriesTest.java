package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {

    @Test
    void aNewRepositoryIsEmptyPrivateAndInMemory() {
        String name = newName("team/app");
        json("{'id':'" + name + "','description':'What it is for','memory_only':true}").post("/repos")
                .then()
                .statusCode(201)
                .header("Location", "/api/v1/repos/" + name.replace("/", "%2F"))
                .header("X-Sequence", notNullValue())
                .body("id", equalTo(name))
                .body("description", equalTo("What it is for"))
                .body("memory_only", equalTo(true))
                .body("default_branch", equalTo("main"))
                .body("current_branch", equalTo("main"))
                .body("state", equalTo("active"))
                .body("visibility", equalTo("private"))
                .body("head", nullValue())
                .body("clone_url", endsWith("/git/" + name + ".git"))
                .body("object_count", equalTo(0))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("$", not(hasKey("fork_of")));
        admin().get("/repos/" + name.replace("/", "%2F")).then().statusCode(200).body("id", equalTo(name));
        admin().get("/repos/" + name.toUpperCase(Locale.ROOT).replace("/", "%2F")).then().statusCode(200);
    }

    @Test
    void aRepositoryIsKeptUnlessMemoryIsAskedFor() {
        json("{'id':'" + newName("r") + "'}").post("/repos").then().statusCode(201).body("memory_only", equalTo(false));
        json("{'id':'" + newName("r") + "','memory_only':false}").post("/repos?dry_run=true")
                .then()
                .statusCode(201)
                .body("memory_only", equalTo(false));
        json("{'id':'" + newName("r") + "','memory_only':true}").post("/repos?dry_run=true")
                .then()
                .statusCode(201)
                .body("memory_only", equalTo(true));
    }

    @Test
    void whatStartsFromMemoryEndsWithItToo() {
        String source = newName("r");
        json("{'id':'" + source + "','memory_only':true}").post("/repos").then().statusCode(201);
        json("{'target_id':'" + newName("r") + "'}").post("/repos/" + source + "/clone")
                .then()
                .statusCode(201)
                .body("memory_only", equalTo(true));
        String kept = newName("r");
        String fork = "{'id':'" + kept + "','memory_only':false,'source':{'repo':'" + source + "'}}";
        refused(json(fork).post("/repos").then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("memory_only"));
        admin().get("/repos/" + kept).then().statusCode(404);
    }

    @Test
    void aForkInMemoryOfARepositoryThatIsKeptGoesItsOwnWay() {
        String source = newRepo();
        String fork = newName("r");
        json("{'id':'" + fork + "','memory_only':true,'source':{'repo':'" + source + "'}}").post("/repos")
                .then()
                .statusCode(201)
                .body("memory_only", equalTo(true))
                .body("fork_of", equalTo(source));
        admin().delete("/repos/" + source).then().statusCode(204);
        admin().get("/repos/" + fork).then().statusCode(200);
    }

    @Test
    void aTakenNameIsAConflictInAnyCase() {
        String name = newRepo();
        refused(json("{'id':'" + name.toUpperCase(Locale.ROOT) + "'}").post("/repos").then(), 409,
                "REPO_EXISTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b/c/d", "a.git", "a.lock", "-a", "../a", "a//b", "a b", "ä", "a/"})
    void aBadNameIsRefusedByItsField(String name) {
        refused(json("{'id':'" + name + "'}").post("/repos").then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("id"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', value = {"'visibility':'public'|visibility",
            "'visibility':'secret'|visibility", "'source':{'url':'https://example.org/x.git'}|source.url",
            "'source':{}|source.repo", "'colour':'red'|colour", "'source':{'repo':'x','mode':'copy'}|source.mode",
            "'description':7|description"})
    void whatIsNotSupportedIsRefusedByItsField(String fields, String field) {
        String name = newName("r");
        refused(admin().contentType("application/json")
                .body(("{'id':'" + name + "'," + fields + "}").replace('\'', '"'))
                .post("/repos")
                .then(), 400, "INVALID_REQUEST").body("details.field", equalTo(field));
        refused(admin().get("/repos/" + name).then(), 404, "REPO_NOT_FOUND");
    }

    @Test
    void whatMeansNothingMayBeSaid() {
        json("{'id':'" + newName("r") + "','ttl_seconds':null,'visibility':'private','source':null}").post("/repos")
                .then()
                .statusCode(201);
    }

    @Test
    void theListIsReadInPagesByNameAndPrefix() {
        String prefix = newName("page") + ".";
        List<String> names = new ArrayList<>();
        for (String end : List.of("a", "B", "c", "d", "e")) {
            names.add(prefix + end);
            json("{'id':'" + prefix + end + "'}").post("/repos").then().statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = admin()
                    .get("/repos?limit=2&prefix=" + prefix + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            List<String> ids = page.path("repositories.id");
            assertThat(page.<Integer>path("count")).isEqualTo(ids.size());
            seen.addAll(ids);
            cursor = page.path("next_cursor");
            assertThat(page.header("Link") != null).isEqualTo(cursor != null);
        }
        assertThat(seen).isEqualTo(names);
        admin().get("/repos?offset=3&prefix=" + prefix).then().body("repositories.id", equalTo(names.subList(3, 5)));
        admin().get("/repos?memory_only=true&prefix=" + prefix).then().body("repositories", hasSize(0));
        admin().get("/repos?memory_only=false&prefix=" + prefix).then().body("repositories", hasSize(5));
        refused(admin().get("/repos?limit=0").then(), 400, "INVALID_REQUEST");
        refused(admin().get("/repos?colour=red").then(), 400, "INVALID_REQUEST").body("details.parameter",
                equalTo("colour"));
    }

    @Test
    void theDescriptionAndTheDefaultBranchCanBeChanged() {
        String repo = newRepo();
        String first = commit(repo, "main", "a", "1");
        json("{'name':'other','from':'main'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        json("{'description':'new','default_branch':'other'}").patch("/repos/" + repo)
                .then()
                .statusCode(200)
                .header("X-Sequence", notNullValue())
                .body("description", equalTo("new"))
                .body("default_branch", equalTo("other"))
                .body("head", equalTo(first));
        refused(json("{'default_branch':'nowhere'}").patch("/repos/" + repo).then(), 404, "BRANCH_NOT_FOUND");
        refused(json("{'default_branch':'a..b'}").patch("/repos/" + repo).then(), 400, "INVALID_REF");
        refused(json("{'id':'x'}").patch("/repos/" + repo).then(), 400, "INVALID_REQUEST").body("details.field",
                equalTo("id"));
    }

    @Test
    void aDeletedRepositoryIsGoneAndItsForkStays() {
        String repo = newRepo();
        String head = commit(repo, "main", "a", "1");
        String fork = newName("fork");
        json("{'target_id':'" + fork + "'}").post("/repos/" + repo + "/clone")
                .then()
                .statusCode(201)
                .body("fork_of", equalTo(repo))
                .body("head", equalTo(head));
        admin().delete("/repos/" + repo).then().statusCode(204);
        refused(admin().get("/repos/" + repo).then(), 404, "REPO_NOT_FOUND");
        refused(admin().delete("/repos/" + repo).then(), 404, "REPO_NOT_FOUND");
        admin().get("/repos/" + fork).then().statusCode(200).body("head", equalTo(head));
        commit(fork, "main", "b", "2");
    }

    @Test
    void aForkCanTakeOverOneBranch() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        json("{'name':'side','from':'main'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        String side = commit(repo, "side", "b", "2");
        String fork = newName("fork");
        json("{'id':'" + fork + "','source':{'repo':'" + repo + "','ref':'side'}}").post("/repos")
                .then()
                .statusCode(201)
                .body("default_branch", equalTo("side"))
                .body("head", equalTo(side));
        admin().get("/repos/" + fork + "/branches").then().body("branches.name", equalTo(List.of("side")));
        refused(json("{'id':'x','source':{'repo':'" + repo + "','ref':'nope'}}").post("/repos").then(), 404,
                "REF_NOT_FOUND");
        refused(json("{'id':'x','source':{'repo':'" + repo + "','ref':'" + side + "'}}").post("/repos").then(), 400,
                "INVALID_REF");
        refused(json("{'id':'x','source':{'repo':'nope'}}").post("/repos").then(), 404, "REPO_NOT_FOUND");
    }

    @Test
    void aSnapshotIsOneRootCommitWithTheTreeOfARevision() {
        String repo = newRepo();
        String first = commit(repo, "main", "a", "1");
        commit(repo, "main", "b", "2");
        String copy = newName("snapshot");
        String head = json(
                "{'id':'" + copy + "','source':{'repo':'" + repo + "','ref':'main~1','mode':'snapshot'}}")
                .post("/repos")
                .then()
                .statusCode(201)
                .body("head", not(equalTo(first)))
                .extract()
                .path("head");
        String next = commit(copy, "main", "c", "3");
        assertThat(next).isNotEqualTo(head);
        refused(json("{'name':'old','from':'" + first + "'}").post("/repos/" + copy + "/branches").then(), 404,
                "COMMIT_NOT_FOUND");
    }

    @Test
    void aDryRunMakesNothingAndAnswersTheSame() {
        String name = newName("dry");
        json("{'id':'" + name + "','description':'d'}").post("/repos?dry_run=true")
                .then()
                .statusCode(201)
                .header("X-Dry-Run", "true")
                .header("Location", nullValue())
                .body("id", equalTo(name));
        refused(admin().get("/repos/" + name).then(), 404, "REPO_NOT_FOUND");
        String repo = newRepo();
        admin().delete("/repos/" + repo + "?dry_run=true").then().statusCode(204);
        json("{'description':'d'}").patch("/repos/" + repo + "?dry_run=true").then().body("description", equalTo("d"));
        admin().get("/repos/" + repo).then().statusCode(200).body("description", equalTo(""));
    }

    @Test
    void withoutCredentialsNothingIsTold() {
        String repo = newRepo();
        refused(anybody().get("/repos/" + repo).then(), 401, "UNAUTHORIZED");
        refused(anybody().get("/repos/nowhere").then(), 401, "UNAUTHORIZED");
        refused(anybody().contentType("application/json").body("{\"id\":\"x\"}").post("/repos").then(), 401,
                "UNAUTHORIZED");
    }

    static ValidatableResponse refused(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("request_id", notNullValue());
    }
}
