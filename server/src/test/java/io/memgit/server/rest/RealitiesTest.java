package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

class RealitiesTest {

    private final String repo = newRepo();
    private final String head = commit(repo, "main", "a", "one\\ntwo\\nthree\\n");
    private final String all = "/repos/" + repo + "/parallel-realities";

    private ValidatableResponse post(String path, String body) {
        return json(body).post(all + path).then();
    }

    private void change(String name, String path, String text) {
        post("/" + name + "/apply", "{'changes':{'" + path + "':'" + text + "'}}").statusCode(201);
    }

    @Test
    void aSetIsMadeAtOnceAndShownOnlyToWhoAsksForIt() {
        String set = post("", "{'branches':['x','y']}").statusCode(201)
                .body("count", equalTo(2))
                .body("realities.name", contains("x", "y"))
                .body("realities[0].branch", equalTo("parallel/x"))
                .body("realities[0].base_branch", equalTo("main"))
                .body("realities[0].head", equalTo(head))
                .body("realities[0].isolated", equalTo(true))
                .body("realities[0].ephemeral", equalTo(true))
                .body("realities[0].expires_at", notNullValue())
                .extract()
                .path("set");
        admin().get("/repos/" + repo + "/branches").then().body("branches.name", contains("main"));
        admin().get("/repos/" + repo + "/branches?prefix=par").then().body("branches", empty());
        admin().get("/repos/" + repo + "/branches?prefix=parallel/")
                .then()
                .body("branches.name", contains("parallel/x", "parallel/y"));
        admin().get("/repos/" + repo + "/refs").then().body("refs", hasSize(3));
        admin().get(all + "?set=" + set).then().body("count", equalTo(2));
        admin().get(all + "?limit=1").then().body("count", equalTo(1)).body("next_cursor", notNullValue());
        Response one = admin().get(all + "/x");
        assertThat(one.jsonPath().getString("set")).isEqualTo(set);
        admin().get(all + "/" + one.jsonPath().getString("id")).then().statusCode(200).body("name", equalTo("x"));
    }

    @Test
    void allAreMadeOrNone() {
        post("", "{'branches':['x']}").statusCode(201);
        post("", "{'branches':['z','x']}").statusCode(409).body("code", equalTo("BRANCH_EXISTS"));
        admin().get(all + "/z").then().statusCode(404).body("code", equalTo("REALITY_NOT_FOUND"));
        post("", "{'branches':['select']}").statusCode(400);
        post("", "{'branches':['a..b']}").statusCode(400).body("code", equalTo("INVALID_REF"));
        post("", "{'branches':['d','d']}").statusCode(400);
        post("", "{'count':0}").statusCode(400);
        post("", "{'count':10001}").statusCode(422).body("code", equalTo("LIMIT_EXCEEDED"));
        post("", "{'branches':['n'],'base':'none'}").statusCode(404);
        post("", "{'branches':['n'],'changes':{'m':[]}}").statusCode(400);
    }

    @Test
    void tenThousandAreMadeInOneCall() {
        String set = post("", "{'count':10000,'ttl_seconds':3600}").statusCode(201)
                .body("count", equalTo(10_000))
                .extract()
                .path("set");
        admin().get(all + "/" + set + "-10000").then().statusCode(200).body("head", equalTo(head));
        admin().get("/repos/" + repo + "/branches?limit=2").then().body("branches.name", contains("main"));
        String sequence = admin().get("/repos/" + repo + "/branches?prefix=parallel/&limit=1")
                .jsonPath()
                .getString("next_cursor");
        assertThat(sequence).isNotNull();
    }

    @Test
    void theyChangeApartFromEachOther() {
        post("", "{'branches':['x','y'],'changes':{'x':[{'op':'put','path':'n','content':'1'}]}}").statusCode(201);
        admin().get("/repos/" + repo + "/read/n?ref=parallel/x").then().statusCode(200);
        admin().get("/repos/" + repo + "/read/n?ref=parallel/y").then().statusCode(404);
        change("y", "n", "2");
        post("/y/apply", "{'actions':[{'op':'delete','path':'n'}]}").statusCode(201).body("branch",
                equalTo("parallel/y"));
        post("/y/apply", "{'actions':[{'op':'delete','path':'n'}]}").statusCode(404);
        post("/none/apply", "{'changes':{'a':'b'}}").statusCode(404).body("code", equalTo("REALITY_NOT_FOUND"));
        admin().delete(all + "/y").then().statusCode(204);
        admin().get(all + "/y").then().statusCode(404);
        admin().get(all).then().body("realities.name", contains("x"));
        admin().delete("/repos/" + repo + "/branches/parallel/x").then().statusCode(204);
        admin().get(all).then().body("realities", empty());
    }

    @Test
    void theBestOfASetIsMergedAndTheOthersAreDropped() {
        String set = post("", "{'branches':['x','y','z']}").statusCode(201).extract().path("set");
        post("", "{'branches':['other']}").statusCode(201);
        change("y", "n", "yes");
        commit(repo, "main", "b", "meanwhile");
        post("/select", "{'set':'" + set + "'}").statusCode(409).body("code", equalTo("NO_WINNER"));
        post("/x/score", "{'metrics':{'speed':1.5}}").statusCode(200).body("metrics.speed", equalTo(1.5f));
        post("/x/score", "{'metrics':{'speed':'fast'}}").statusCode(400).body("details.expected", equalTo("a number"));
        post("/y/score", "{'metrics':{'speed':9,'size':3}}").statusCode(200);
        admin().get(all + "/y/benchmark")
                .then()
                .statusCode(200)
                .body("reality", equalTo("y"))
                .body("better", equalTo(true))
                .body("metrics.files_changed", equalTo(1.0f))
                .body("duration", notNullValue());
        json("{}").post(all + "/x/benchmark").then().statusCode(200).body("better", equalTo(false));
        post("/select", "{'set':'" + set + "','by':'none'}").statusCode(409).body("code", equalTo("NO_WINNER"));
        post("/select?dry_run=true", "{'set':'" + set + "','by':'speed'}").statusCode(200);
        post("/select", "{'set':'" + set + "','by':'speed','strategy':'ff_only'}").statusCode(409)
                .body("code", equalTo("CONFLICT"));
        post("/select", "{'set':'" + set + "','by':'speed','order':'desc'}").statusCode(200)
                .body("winner", equalTo("y"))
                .body("result", equalTo("merged"))
                .body("dropped", containsInAnyOrder("x", "z"))
                .body("status", equalTo("merged"));
        admin().get("/repos/" + repo + "/read/n").then().statusCode(200);
        admin().get("/repos/" + repo + "/read/b").then().statusCode(200);
        admin().get(all).then().body("realities.name", contains("other", "y"));
    }

    @Test
    void aConflictDropsNothing() {
        String set = post("", "{'branches':['x','y']}").statusCode(201).extract().path("set");
        change("x", "a", "mine");
        commit(repo, "main", "a", "theirs");
        for (String strategy : new String[]{"merge", "squash", "rebase"})
            post("/select", "{'set':'" + set + "','winner':'x','strategy':'" + strategy + "'}").statusCode(409)
                    .body("code", equalTo("CONFLICT"))
                    .body("details.files[0].path", equalTo("a"));
        admin().get(all).then().body("count", equalTo(2));
        post("/select", "{'set':'none','winner':'x'}").statusCode(404).body("code", equalTo("REALITY_NOT_FOUND"));
        post("/select", "{'set':'" + set + "','winner':'none'}").statusCode(404);
        post("/select", "{'set':'" + set + "','winner':'x','target':'none'}").statusCode(404)
                .body("code", equalTo("BRANCH_NOT_FOUND"));
    }

    @Test
    void aWinnerIsSquashedOrRebased() {
        String first = post("", "{'branches':['x']}").statusCode(201).extract().path("set");
        change("x", "n", "1");
        change("x", "n", "2");
        String moved = commit(repo, "main", "b", "meanwhile");
        post("/select", "{'set':'" + first + "','winner':'x','strategy':'squash'}").statusCode(200)
                .body("result", equalTo("squashed"))
                .body("old_head", equalTo(moved));
        admin().get("/repos/" + repo + "/log?limit=1").then().body("commits[0].parents", contains(moved));
        String second = post("", "{'branches':['r']}").statusCode(201).extract().path("set");
        change("r", "r", "1");
        change("r", "r", "2");
        commit(repo, "main", "c", "meanwhile");
        post("/select", "{'set':'" + second + "','winner':'r','strategy':'rebase'}").statusCode(200)
                .body("result", equalTo("merged"));
        admin().get("/repos/" + repo + "/log?limit=3").then().body("commits.message[1]", equalTo("Change r\n"));
    }
}
