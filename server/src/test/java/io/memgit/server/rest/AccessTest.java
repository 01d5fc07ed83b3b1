package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a key may do with repositories is decided by its permissions, whatever its user may. */
class AccessTest {

    private static String key(String rights) {
        return json("{'name':'" + newName("key") + "'," + rights + "}").post("/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    private static RequestSpecification with(String key, String body) {
        return anybody().header("X-API-Key", key).contentType("application/json").body(body.replace('\'', '"'));
    }

    private static RequestSpecification with(String key) {
        return anybody().header("X-API-Key", key);
    }

    @Test
    void whoMayOnlyReadIsForbiddenToWrite() {
        String repo = newRepo();
        String head = commit(repo, "main", "a", "1");
        String key = key("'permissions':['repo:read']");
        with(key).get("/repos/" + repo).then().statusCode(200);
        with(key).get("/repos/" + repo + "/branches/main").then().statusCode(200).body("commit", equalTo(head));
        with(key).get("/repos/" + repo + "/tags").then().statusCode(200);
        with(key).get("/repos/" + repo + "/refs").then().statusCode(200);
        String base = "/repos/" + repo;
        for (String path : List.of("/commits", "/branches", "/branches:batch", "/tags", "/refs", "/blobs",
                "/maintenance"))
            refused(with(key, "{}").post(base + path).then(), 403, "FORBIDDEN");
        refused(with(key, "{}").patch(base + "/branches/main").then(), 403, "FORBIDDEN");
        refused(with(key).delete(base + "/branches/main").then(), 403, "FORBIDDEN");
        refused(with(key).delete(base + "/tags/x").then(), 403, "FORBIDDEN");
        refused(with(key, "{}").patch(base).then(), 403, "FORBIDDEN");
        refused(with(key).delete(base).then(), 403, "FORBIDDEN");
        refused(with(key, "{'id':'" + newName("new") + "'}").post("/repos").then(), 403, "FORBIDDEN");
        refused(with(key, "{'target_id':'" + newName("new") + "'}").post(base + "/clone").then(), 403, "FORBIDDEN");
    }

    @Test
    void whatMayNotBeReadDoesNotExist() {
        String mine = newName("mine/app");
        json("{'id':'" + mine + "'}").post("/repos").then().statusCode(201);
        String other = newRepo();
        String key = key("'repo_permissions':{'mine/*':['repo:read','repo:write']}");
        with(key).get("/repos/" + mine.replace("/", "%2F")).then().statusCode(200);
        refused(with(key).get("/repos/" + other).then(), 404, "REPO_NOT_FOUND");
        refused(with(key).get("/repos/nowhere").then(), 404, "REPO_NOT_FOUND");
        refused(with(key, "{}").post("/repos/" + other + "/commits").then(), 404, "REPO_NOT_FOUND");
        with(key).get("/repos?prefix=" + mine).then().body("repositories.id", equalTo(List.of(mine)));
        with(key).get("/repos?prefix=" + other).then().body("repositories", hasSize(0));
        String fork = newName("mine/fork");
        refused(with(key, "{'id':'" + fork + "','source':{'repo':'" + other + "'}}").post("/repos").then(), 404,
                "REPO_NOT_FOUND");
        with(key, "{'id':'" + fork + "','source':{'repo':'" + mine + "'}}").post("/repos")
                .then()
                .statusCode(201)
                .body("fork_of", equalTo(mine));
    }

    @Test
    void anUploadByKeyCanBeReadByKey() {
        String repo = newRepo();
        String key = key("'permissions':['repo:write']");
        String hash = with(key).body("upload").contentType("text/plain").post("/repos/" + repo + "/blobs").path("hash");
        with(key).get("/repos/" + repo + "/blobs/" + hash).then().statusCode(200);
    }
}
