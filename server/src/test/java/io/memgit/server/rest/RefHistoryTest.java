package io.memgit.server.rest;

import static io.memgit.server.rest.PastReadsTest.now;
import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What became of refs, and how they are put back. */
class RefHistoryTest {

    private static final String ZEROS = "0".repeat(40);

    @Test
    void everyMoveOfARefIsTold() {
        String repo = newRepo();
        String history = "/repos/" + repo + "/refs/history";
        String first = commit(repo, "main", "a", "1");
        json("{'name':'side'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        String second = commit(repo, "side", "b", "2");
        admin().delete("/repos/" + repo + "/branches/side").then().statusCode(204);
        for (String name : List.of("side", "refs/heads/side"))
            admin().get(history + "?name=" + name)
                    .then()
                    .statusCode(200)
                    .body("name", everyItem(equalTo("refs/heads/side")))
                    .body("old", contains(second, first, ZEROS))
                    .body("new", contains(ZEROS, second, first))
                    .body("reason", contains("branch", "commit", "branch"))
                    .body("actor", everyItem(equalTo("admin")))
                    .body("sequence", contains(4, 3, 2))
                    .body("time", everyItem(matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")));
        admin().get(history).then().body("sequence", contains(4, 3, 2, 1));
        admin().get(history + "?name=HEAD").then().body("new", contains(first));
        refused(admin().get(history + "?name=none").then(), 404, "REF_NOT_FOUND");
        refused(admin().get(history + "?name=a..b").then(), 400, "INVALID_REF");
    }

    @Test
    void aPageMayEndWithinAnEvent() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        json("{'branches':[{'name':'b1'},{'name':'b2'},{'name':'b3'}]}").post("/repos/" + repo + "/branches:batch")
                .then()
                .statusCode(201);
        commit(repo, "main", "a", "2");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = admin().get("/repos/" + repo + "/refs/history?limit=2" + cursor);
            page.then().statusCode(200);
            List<String> names = page.path("name");
            assertThat(names).hasSizeBetween(1, 2);
            seen.addAll(names);
            cursor = page.header("X-Next-Cursor") == null ? "" : "&cursor=" + page.header("X-Next-Cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("refs/heads/main", "refs/heads/b1", "refs/heads/b2", "refs/heads/b3",
                "refs/heads/main");
        admin().get("/repos/" + repo + "/refs/history?limit=2&offset=4").then().body("name", hasSize(1));
    }

    @Test
    void aDeletedBranchComesBackWithWhatIsInIt() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        json("{'name':'side'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        String head = commit(repo, "side", "b", "2");
        String then = now(repo);
        admin().delete("/repos/" + repo + "/branches/side").then().statusCode(204);
        admin().post("/repos/" + repo + "/maintenance").then().statusCode(200);
        String restore = "/repos/" + repo + "/refs/restore";
        json("{'name':'side','at':'" + then + "'}").post(restore + "?dry_run=true")
                .then()
                .statusCode(200)
                .header("X-Dry-Run", "true")
                .body("hash", equalTo(head));
        admin().get("/repos/" + repo + "/branches/side").then().statusCode(404);
        json("{'name':'side','at':'" + then + "'}").post(restore)
                .then()
                .statusCode(200)
                .header("X-Sequence", "5")
                .body("name", equalTo("refs/heads/side"))
                .body("old", equalTo(ZEROS))
                .body("new", equalTo(head))
                .body("hash", equalTo(head));
        admin().get("/repos/" + repo + "/read/b?ref=side").then().body("content", equalTo("2"));
        admin().get("/repos/" + repo + "/refs/history?name=side&limit=1").then().body("reason", contains("restore"));
    }

    @Test
    void aRewoundBranchGoesBackAndATagToo() {
        String repo = newRepo();
        String first = commit(repo, "main", "a", "1");
        String second = commit(repo, "main", "a", "2");
        json("{'name':'v1','message':'one'}").post("/repos/" + repo + "/tags").then().statusCode(201);
        String tag = admin().get("/repos/" + repo + "/refs?prefix=refs/tags/").path("refs[0].hash");
        String then = now(repo);
        json("{'target':'" + first + "','force':true}").patch("/repos/" + repo + "/branches/main")
                .then()
                .statusCode(200);
        admin().delete("/repos/" + repo + "/tags/v1").then().statusCode(204);
        String restore = "/repos/" + repo + "/refs/restore";
        refused(json("{'name':'main','at':'" + then + "','expected_head':'" + second + "'}").post(restore).then(), 409,
                "HEAD_MOVED").body("details.current_head", equalTo(first));
        json("{'name':'main','at':'" + then + "','expected_head':'" + first + "'}").post(restore)
                .then()
                .statusCode(200)
                .body("old", equalTo(first))
                .body("new", equalTo(second));
        json("{'name':'v1','at':'" + then + "'}").post(restore)
                .then()
                .statusCode(200)
                .body("name", equalTo("refs/tags/v1"))
                .body("hash", equalTo(tag))
                .body("peeled", equalTo(second));
        refused(json("{'name':'v2','at':'" + then + "'}").post(restore).then(), 404, "REF_NOT_FOUND");
        refused(json("{'name':'v1','at':'2999-01-01T00:00:00Z'}").post(restore).then(), 400, "INVALID_REQUEST");
        refused(json("{'name':'a..b','at':'" + then + "'}").post(restore).then(), 400, "INVALID_REF");
    }

    @Test
    void aTravelInTimeShowsTheBranchAndItsFiles() {
        String repo = newRepo();
        commit(repo, "main", "dir/a", "one");
        String head = commit(repo, "main", "b", "two");
        String then = now(repo);
        commit(repo, "main", "c", "three");
        String travel = "/repos/" + repo + "/time-travel";
        for (String path : List.of("?timestamp=" + then, "/" + then, "/" + then + "?branch=main"))
            admin().get(travel + path)
                    .then()
                    .statusCode(200)
                    .body("timestamp", notNullValue())
                    .body("branch", equalTo("main"))
                    .body("commit.hash", equalTo(head))
                    .body("snapshot.commit", equalTo(head))
                    .body("snapshot.files_count", equalTo(2))
                    .body("recorded_at", notNullValue())
                    .body("files", equalTo(null));
        admin().get(travel + "?time=" + then)
                .then()
                .body("files.path", contains("b", "dir/a"))
                .body("files.content", contains("two", "one"))
                .body("truncated", equalTo(false));
        admin().get(travel + "/" + then + "/read/dir/a").then().body("content", equalTo("one"));
        admin().get(travel + "/" + then + "/tree?recursive=true")
                .then()
                .body("entries.path", contains("b", "dir", "dir/a"));
        refused(admin().get(travel + "/" + then + "/read/c").then(), 404, "FILE_NOT_FOUND");
        long seconds = System.currentTimeMillis() / 1000 - 100_000;
        refused(admin().get(travel + "/" + seconds).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(travel + "/" + then + "?branch=none").then(), 404, "REF_NOT_FOUND");
        refused(admin().get(travel).then(), 400, "INVALID_REQUEST").body("details.parameter", equalTo("timestamp"));
        refused(admin().get(travel + "/soon").then(), 400, "INVALID_REQUEST");
        refused(admin().get(travel + "/99999999999").then(), 400, "INVALID_REQUEST");
    }

    @Test
    void aListOfFilesThatIsTooLongIsCut() {
        String repo = newRepo();
        StringBuilder actions = new StringBuilder();
        for (int i = 0; i <= 1_000; i++)
            actions.append(i == 0 ? "" : ",").append("{'op':'put','path':'f" + i + "','content':'x'}");
        json("{'message':'many','actions':[" + actions + "]}").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        admin().get("/repos/" + repo + "/time-travel?time=" + now(repo))
                .then()
                .body("files", hasSize(1_000))
                .body("snapshot.files_count", equalTo(1_001))
                .body("truncated", equalTo(true));
    }
}
