package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

class AddAndCommitTest {

    private final String repo = newRepo();
    private final String url = "/repos/" + repo;

    private ValidatableResponse post(String path, String body) {
        return json(body).post(url + path).then();
    }

    @Test
    void theFirstCommitOfAnEmptyRepositoryIsAddedAndCommitted() {
        admin().get(url + "/status").then().statusCode(200).body("clean", equalTo(true)).body("branch",
                equalTo("main"));
        admin().get(url + "/branch").then().body("name", equalTo("main")).body("commit", nullValue());
        post("/add", "{'path':'README.md','content':'hello'}").statusCode(200).body("status", equalTo("added"));
        post("/add", "{'path':'.empty','content':''}").statusCode(200);
        admin().get(url + "/status")
                .then()
                .body("staged", contains(".empty", "README.md"))
                .body("clean", equalTo(false))
                .body("changes.status", contains("added", "added"));
        String hash = post("/commit", "{'message':'first','author':'Ann','email':'ann@example.org'}").statusCode(201)
                .body("author", equalTo("Ann"))
                .body("email", equalTo("ann@example.org"))
                .body("parents", empty())
                .extract()
                .path("hash");
        admin().get(url + "/status").then().body("clean", equalTo(true)).body("changes", empty());
        admin().get(url + "/branch").then().body("commit", equalTo(hash));
        admin().get(url + "/read/.empty").then().statusCode(200).body("content", equalTo(""));
        post("/commit", "{'message':'nothing','author':null}").statusCode(409).body("code", equalTo("EMPTY_COMMIT"));
    }

    @Test
    void whatIsWrittenIsNotStaged() {
        commit(repo, "main", "a", "1");
        post("/write", "{'path':'a','content':'2'}").statusCode(200);
        post("/write", "{'path':'b','content':'2'}").statusCode(200);
        admin().get(url + "/status")
                .then()
                .body("staged", empty())
                .body("modified", contains("a"))
                .body("untracked", contains("b"));
        post("/commit", "{'message':'m'}").statusCode(409).body("code", equalTo("EMPTY_COMMIT"));
        post("/add", "{'path':'a'}").statusCode(200);
        post("/commit", "{'message':'m'}").statusCode(201).body("files_changed", equalTo(1));
        admin().get(url + "/status").then().body("modified", empty()).body("untracked", contains("b"));
        admin().get(url + "/diff/working").then().statusCode(200).body("files.path", contains("b"));
        admin().get(url + "/read/b").then().statusCode(404);
    }

    @Test
    void filesAreMovedAndRemoved() {
        commit(repo, "main", "a", "1");
        commit(repo, "main", "b", "1");
        post("/move", "{'from':'a','to':'dir/c'}").statusCode(200);
        admin().delete(url + "/remove/b").then().statusCode(200).body("status", equalTo("removed"));
        admin().delete(url + "/remove/b").then().statusCode(404).body("code", equalTo("FILE_NOT_FOUND"));
        admin().get(url + "/status").then().body("staged", contains("a", "b", "dir/c")).body("deleted", empty());
        post("/commit", "{'message':'m','author':{'name':'Ann','email':'a@b'}}").statusCode(201);
        admin().get(url + "/tree?recursive=true").then().body("entries.path", contains("dir", "dir/c"));
    }

    @Test
    void aCheckoutTakesAlongWhatIsNotCommittedWhereNothingIsLost() {
        commit(repo, "main", "a", "1");
        json("{'name':'side'}").post(url + "/branches").then().statusCode(201);
        commit(repo, "side", "only", "there");
        post("/add", "{'path':'new','content':'x'}").statusCode(200);
        post("/checkout", "{'branch':'side'}").statusCode(200);
        admin().get(url + "/branch").then().body("name", equalTo("side"));
        admin().get(url + "/status").then().body("branch", equalTo("side")).body("staged", contains("new"));
        post("/commit", "{'message':'m'}").statusCode(201).body("branch", equalTo("side"));
        admin().get(url + "/read/new?ref=side").then().statusCode(200);
        admin().get(url + "/read/new").then().statusCode(404);
        commit(repo, "main", "a", "2");
        post("/add", "{'path':'a','content':'3'}").statusCode(200);
        post("/checkout", "{'branch':'main'}").statusCode(409).body("code", equalTo("CONFLICT"));
        admin().get(url + "/branch").then().body("name", equalTo("side"));
        post("/checkout", "{'branch':'none'}").statusCode(404).body("code", equalTo("BRANCH_NOT_FOUND"));
    }

    @Test
    void aBranchHasAStateOfItsOwn() {
        commit(repo, "main", "a", "1");
        json("{'name':'side'}").post(url + "/branches").then().statusCode(201);
        post("/add?branch=side", "{'path':'s','content':'x'}").statusCode(200);
        admin().get(url + "/status").then().body("clean", equalTo(true));
        admin().get(url + "/status?branch=side").then().body("staged", contains("s"));
        post("/commit", "{'message':'m','branch':'side'}").statusCode(201).body("branch", equalTo("side"));
        post("/add", "{'path':'m','content':'x','branch':'main'}").statusCode(200);
        admin().get(url + "/status").then().body("staged", contains("m"));
        post("/add?branch=none", "{'path':'s','content':'x'}").statusCode(404).body("code",
                equalTo("BRANCH_NOT_FOUND"));
        post("/add?workspace=none", "{'path':'s','content':'x'}").statusCode(404).body("code",
                equalTo("WORKSPACE_NOT_FOUND"));
        post("/add?tx=none", "{'path':'s','content':'x'}").statusCode(404).body("code", equalTo("TX_NOT_FOUND"));
        post("/add?tx=none&branch=main", "{'path':'s','content':'x'}").statusCode(400);
    }

    @Test
    void changesArePutAsideAndPutBack() {
        commit(repo, "main", "a", "1");
        post("/stash", "{}").statusCode(409).body("code", equalTo("EMPTY_COMMIT"));
        post("/write", "{'path':'a','content':'2'}").statusCode(200);
        String first = post("/stash", "{'message':'one'}").statusCode(201)
                .body("message", equalTo("one"))
                .body("files", contains("a"))
                .extract()
                .path("id");
        admin().get(url + "/status").then().body("clean", equalTo(true));
        post("/write", "{'path':'u','content':'2'}").statusCode(200);
        post("/stash", "{}").statusCode(409);
        String second = post("/stash", "{'include_untracked':true}").statusCode(201).extract().path("id");
        admin().get(url + "/stash").then().body("stashes.id", contains(second, first)).body("count", equalTo(2));
        admin().get(url + "/stash/1").then().body("id", equalTo(first));
        admin().get(url + "/stash/stash@%7B0%7D").then().body("id", equalTo(second));
        admin().get(url + "/stash/7").then().statusCode(404).body("code", equalTo("STASH_NOT_FOUND"));
        post("/stash/" + second + "/apply", "{'drop':true}").statusCode(200);
        admin().get(url + "/stash").then().body("stashes", hasSize(1));
        post("/stash/stash@%7B0%7D/apply", "{}").statusCode(200);
        admin().get(url + "/status").then().body("modified", contains("a")).body("untracked", contains("u"));
        post("/add", "{'path':'a','content':'3'}").statusCode(200);
        post("/stash/0/apply", "{}").statusCode(409)
                .body("code", equalTo("CONFLICT"))
                .body("details.files[0].path", equalTo("a"));
        admin().delete(url + "/stash/" + first).then().statusCode(204);
        admin().delete(url + "/stash/" + first).then().statusCode(404);
    }

    @Test
    void aTransactionIsCommittedAsAWhole() {
        String head = commit(repo, "main", "a", "1");
        for (String all : new String[]{"/transactions", "/transaction"}) {
            String tx = post(all, "").statusCode(201)
                    .body("state", equalTo("open"))
                    .body("repo_id", equalTo(repo))
                    .extract()
                    .path("transaction_id");
            post(all + "/" + tx + "/add", "{'path':'t','content':'" + all + "'}").statusCode(200);
            admin().delete(url + all + "/" + tx + "/remove/a").then().statusCode(200);
            admin().get(url + all + "/" + tx).then().body("files.t", equalTo("add")).body("files.a", equalTo("remove"));
            post(all + "/" + tx + "/validate", "").statusCode(200).body("valid", equalTo(true));
            admin().get(url + "/read/t?workspace=" + tx).then().statusCode(200);
            post(all + "/" + tx + "/commit", "{'message':'m'}").statusCode(201).body("files_changed", equalTo(2));
            post(all + "/" + tx + "/commit", "{'message':'m'}").statusCode(409).body("code", equalTo("TX_CLOSED"));
            post(all + "/" + tx + "/add", "{'path':'t','content':'x'}").statusCode(409);
            admin().get(url + all + "/" + tx).then().statusCode(200).body("state", equalTo("committed"));
            head = commit(repo, "main", "a", "1");
        }
        admin().get(url + "/branches/main").then().body("commit", equalTo(head));
    }

    @Test
    void aTransactionThatIsRolledBackHasChangedNothing() {
        String head = commit(repo, "main", "a", "1");
        String tx = post("/transactions", "{'branch':'main','ttl_seconds':60}").statusCode(201).extract().path("id");
        post("/add?tx=" + tx, "{'path':'t','content':'x'}").statusCode(200);
        post("/move?tx=" + tx, "{'from':'a','to':'b'}").statusCode(200);
        commit(repo, "main", "a", "2");
        post("/transactions/" + tx + "/rollback", "").statusCode(200).body("state", equalTo("rolled_back"));
        post("/transactions/" + tx + "/rollback", "").statusCode(409).body("code", equalTo("TX_CLOSED"));
        post("/transactions/" + tx + "/validate", "").statusCode(409);
        post("/transactions/none/commit", "{'message':'m'}").statusCode(404).body("code", equalTo("TX_NOT_FOUND"));
        admin().get(url + "/read/t").then().statusCode(404);
        admin().get(url + "/commits/" + head).then().statusCode(200);
    }

    @Test
    void aTransactionThatDoesNotFitAnyMoreIsNotValid() {
        commit(repo, "main", "a", "1");
        String tx = post("/transactions", "").statusCode(201).extract().path("id");
        post("/transactions/" + tx + "/add", "{'path':'a','content':'mine'}").statusCode(200);
        commit(repo, "main", "a", "theirs");
        post("/transactions/" + tx + "/validate", "").statusCode(200)
                .body("valid", equalTo(false))
                .body("conflicts", contains("a"))
                .body("errors", hasSize(1));
        post("/transactions/" + tx + "/commit", "{'message':'m'}").statusCode(409).body("code", equalTo("CONFLICT"));
        admin().get(url + "/transactions/" + tx).then().body("state", equalTo("open"));
    }
}
