package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsAndRefsTest {

    private static final String ZEROS = "0".repeat(40);

    private String repo = "";
    private String tags = "";
    private String refs = "";
    private String first = "";
    private String second = "";

    @BeforeEach
    void twoCommits() {
        repo = newRepo();
        tags = "/repos/" + repo + "/tags";
        refs = "/repos/" + repo + "/refs";
        first = commit(repo, "main", "a", "1");
        second = commit(repo, "main", "a", "2");
    }

    @Test
    void aTagWithoutAMessageIsLightweight() {
        json("{'name':'v1','target':'main~1'}").post(tags)
                .then()
                .statusCode(201)
                .header("Location", "/api/v1" + tags + "/v1")
                .header("X-Sequence", "3")
                .body("name", equalTo("v1"))
                .body("target", equalTo(first))
                .body("commit", equalTo(first))
                .body("annotated", equalTo(false))
                .body("$", not(hasKey("message")));
        json("{'name':'v2'}").post(tags).then().statusCode(201).body("commit", equalTo(second));
    }

    @Test
    void aTagWithAMessageIsAnnotated() {
        Response made = json("{'name':'rel/1','message':'One','tagger':{'name':'T','email':'t@x',"
                + "'time':'2026-01-31T12:00:00+02:00'}}").post(tags);
        made.then()
                .statusCode(201)
                .body("annotated", equalTo(true))
                .body("target", not(equalTo(second)))
                .body("commit", equalTo(second))
                .body("message", equalTo("One"))
                .body("tagger.name", equalTo("T"))
                .body("tagger.time", equalTo("2026-01-31T10:00:00.000Z"))
                .body("tagger.offset", equalTo("+02:00"));
        assertThat(admin().get(tags + "/rel/1").asString()).isEqualTo(made.asString());
        json("{'name':'rel/2','target':'rel/1','message':'Two'}").post(tags).then().statusCode(201).body("commit",
                equalTo(second));
        admin().get(refs + "?prefix=refs/tags/")
                .then()
                .body("refs[0].name", equalTo("refs/tags/rel/1"))
                .body("refs[0].hash", equalTo(made.<String>path("target")))
                .body("refs[0].peeled", equalTo(second))
                .body("refs[1].peeled", equalTo(second));
    }

    @Test
    void aDryRunOfATagShowsItAndKeepsNothing() {
        String body = "{'name':'v1','message':'One','tagger':{'name':'T','email':'t@x','time':'2026-01-31T12:00:00Z'}}";
        String dry = json(body).post(tags + "?dry_run=true").then().statusCode(201).extract().asString();
        refused(admin().get(tags + "/v1").then(), 404, "TAG_NOT_FOUND");
        assertThat(json(body).post(tags).asString()).isEqualTo(dry);
    }

    @Test
    void whatCannotBeTaggedHasItsOwnCode() {
        json("{'name':'v1'}").post(tags).then().statusCode(201);
        refused(json("{'name':'v1'}").post(tags).then(), 409, "TAG_EXISTS");
        refused(json("{'name':'v2','target':'nowhere'}").post(tags).then(), 404, "REF_NOT_FOUND");
        refused(json("{'name':'v..2'}").post(tags).then(), 400, "INVALID_REF");
        refused(json("{'name':'v2','tagger':{'name':'a','email':'b'}}").post(tags).then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("tagger"));
        refused(json("{'name':'v2','message':'m','tagger':{'name':'a','email':'b>'}}").post(tags).then(), 400,
                "INVALID_REQUEST").body("details.field", equalTo("tagger.email"));
        refused(admin().get(tags + "/v2").then(), 404, "TAG_NOT_FOUND");
        refused(admin().delete(tags + "/v2").then(), 404, "TAG_NOT_FOUND");
        admin().delete(tags + "/v1").then().statusCode(204);
        refused(admin().get(tags + "/v1").then(), 404, "TAG_NOT_FOUND");
    }

    @Test
    void theListOfTagsIsAPlainArrayWithItsNextPageInHeaders() {
        for (String name : List.of("a", "b", "c"))
            json("{'name':'" + name + "'}").post(tags).then().statusCode(201);
        Response page = admin().get(tags + "?limit=2");
        page.then().statusCode(200).body("name", equalTo(List.of("a", "b")));
        assertThat(page.header("Link")).contains("rel=\"next\"");
        admin().get(tags + "?limit=2&cursor=" + page.header("X-Next-Cursor"))
                .then()
                .header("X-Next-Cursor", nullValue())
                .body("name", equalTo(List.of("c")));
        admin().get("/repos/" + newRepo() + "/tags").then().statusCode(200).body("$", hasSize(0));
    }

    @Test
    void allRefsAreListed() {
        json("{'name':'v1'}").post(tags).then().statusCode(201);
        admin().get(refs)
                .then()
                .statusCode(200)
                .body("refs.name", equalTo(List.of("refs/heads/main", "refs/tags/v1")))
                .body("refs[0]", not(hasKey("peeled")))
                .body("count", equalTo(2))
                .body("next_cursor", nullValue());
        String cursor = admin().get(refs + "?limit=1").path("next_cursor");
        admin().get(refs + "?limit=1&cursor=" + cursor).then().body("refs.name", equalTo(List.of("refs/tags/v1")));
    }

    @Test
    void refsAreComparedAndSetTogether() {
        json("{'updates':[{'name':'refs/heads/x','old':'" + ZEROS + "','new':'" + first
                + "'},{'name':'refs/tags/t','old':'" + ZEROS + "','new':'" + second
                + "'},{'name':'refs/notes/commits','new':'" + first + "'}]}").post(refs)
                .then()
                .statusCode(200)
                .header("X-Sequence", "3")
                .body("refs.name", equalTo(List.of("refs/heads/x", "refs/tags/t", "refs/notes/commits")));
        refused(json("{'updates':[{'name':'refs/heads/x','old':'" + first + "','new':'" + second
                + "'},{'name':'refs/tags/t','old':'" + first + "','new':'" + first + "'}]}").post(refs).then(), 409,
                "HEAD_MOVED").body("details.name", equalTo("refs/tags/t")).body("details.current_head",
                        equalTo(second));
        admin().get("/repos/" + repo + "/branches/x").then().body("commit", equalTo(first));
        refused(json("{'updates':[{'name':'refs/heads/main','old':'" + second + "','new':'" + first + "'}]}")
                .post(refs)
                .then(), 409, "CONFLICT");
        json("{'updates':[{'name':'refs/heads/main','old':'" + second + "','new':'" + first
                + "','force':true},{'name':'refs/heads/x','old':'" + first + "','new':'" + ZEROS + "'}]}").post(refs)
                .then()
                .statusCode(200)
                .body("refs[1].hash", equalTo(ZEROS));
        refused(admin().get("/repos/" + repo + "/branches/x").then(), 404, "BRANCH_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "main", "refs/remotes/x", "refs/heads/-x", "refs/heads/", "refs/heads/a..b"})
    void aNameOutsideOfBranchesTagsAndNotesIsNoRef(String name) {
        refused(json("{'updates':[{'name':'" + name + "','new':'" + first + "'}]}").post(refs).then(), 400,
                "INVALID_REF").body("details.field", equalTo("updates[0].name"));
    }

    @Test
    void aTargetMustBeThereAndFit() {
        refused(json("{'updates':[{'name':'refs/heads/x','new':'" + "1".repeat(40) + "'}]}").post(refs).then(), 404,
                "COMMIT_NOT_FOUND");
        String blob = admin().contentType("application/octet-stream").body("b".getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/blobs")
                .path("hash");
        refused(json("{'updates':[{'name':'refs/heads/x','new':'" + blob + "'}]}").post(refs).then(), 400,
                "INVALID_REQUEST");
        refused(json("{'updates':[{'name':'refs/heads/x','new':'" + ZEROS + "'}]}").post(refs).then(), 404,
                "REF_NOT_FOUND");
        refused(json("{'updates':[{'name':'refs/heads/main','new':'" + ZEROS + "'}]}").post(refs).then(), 409,
                "DEFAULT_BRANCH");
        refused(json("{'updates':[]}").post(refs).then(), 400, "INVALID_REQUEST");
        refused(json("{'updates':[{'name':'refs/heads/x'}]}").post(refs).then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("updates[0].new"));
    }
}
