package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.PASSWORD;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {

    private static final String OTHER = "another good password";

    private static String newUser(String more) {
        String name = newName("user");
        json("{'username':'" + name + "','password':'" + PASSWORD + "'" + more + "}").post("/users")
                .then()
                .statusCode(201)
                .header("Location", "/api/v1/users/" + name);
        return name;
    }

    private static String login(String name, String password) {
        return anybody().contentType("application/json")
                .body(Map.of("username", name, "password", password))
                .post("/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static RequestSpecification as(String token) {
        return anybody().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification as(String token, String body) {
        return as(token).contentType("application/json").body(body.replace('\'', '"'));
    }

    @Test
    void aDryRunTellsTheUserWithoutAnId() {
        String name = newName("user");
        json("{'username':'" + name + "','password':'" + PASSWORD + "'}").post("/users?dry_run=true")
                .then()
                .statusCode(201)
                .header("X-Dry-Run", "true")
                .body("username", equalTo(name))
                .body("$", not(hasKey("id")));
        refused(admin().get("/users/" + name).then(), 404, "USER_NOT_FOUND");
    }

    @Test
    void aUserIsShownWithoutThePassword() {
        String name = newUser(",'email':'u@example.org','roles':['reader']");
        admin().get("/users/" + name)
                .then()
                .statusCode(200)
                .body("username", equalTo(name))
                .body("email", equalTo("u@example.org"))
                .body("is_active", equalTo(true))
                .body("is_admin", equalTo(false))
                .body("roles", equalTo(List.of("reader")))
                .body("permissions", equalTo(List.of("repo:read")))
                .body("repo_permissions", equalTo(Map.of()))
                .body("id", notNullValue())
                .body("created_at", notNullValue())
                .body("keySet()", not(hasItem("password")));
        admin().get("/users?limit=1000").then().body("username", hasItem(name));
    }

    @Test
    void anAdminIsOneByItsRole() {
        String name = newUser(",'is_admin':true");
        admin().get("/users/" + name).then().body("is_admin", equalTo(true)).body("roles", equalTo(List.of("admin")));
        String token = login(name, PASSWORD);
        as(token).get("/users").then().statusCode(200);
        json("{'is_admin':false}").patch("/users/" + name).then().statusCode(200).body("roles", empty());
        as(token).get("/auth/whoami").then().statusCode(401);
    }

    @Test
    void whatAReaderMayNot() {
        String name = newUser(",'roles':['reader']");
        String token = login(name, PASSWORD);
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        as(token).get("/repos/" + repo + "/read/a").then().statusCode(200);
        refused(as(token, "{}").post("/repos/" + repo + "/commits").then(), 403, "FORBIDDEN");
        refused(as(token).get("/users").then(), 403, "FORBIDDEN");
        refused(as(token).get("/users/admin").then(), 403, "FORBIDDEN");
        refused(as(token).get("/users/nobody").then(), 403, "FORBIDDEN");
        as(token).get("/users/" + name).then().statusCode(200);
        as(token).get("/roles").then().statusCode(200).body("roles", hasSize(4));
        refused(as(token, "{'is_admin':true}").patch("/users/" + name).then(), 403, "FORBIDDEN");
        refused(as(token, "{'username':'x','password':'" + PASSWORD + "'}").post("/users").then(), 403, "FORBIDDEN");
        refused(as(token).delete("/users/" + name).then(), 403, "FORBIDDEN");
        refused(as(token).put("/users/" + name + "/repos/x/permissions/repo:write").then(), 403, "FORBIDDEN");
    }

    @Test
    void rightsOfAPatternHoldThereAndNowhereElse() {
        String name = newUser("");
        String team = newName("team");
        json("{'role':'developer','repos':'" + team + "/*'}").post("/users/" + name + "/roles")
                .then()
                .statusCode(200)
                .body("repo_roles", equalTo(Map.of(team + "/*", List.of("developer"))));
        String token = login(name, PASSWORD);
        as(token, "{'id':'" + team + "/app'}").post("/repos").then().statusCode(201);
        refused(as(token, "{'id':'" + newName("elsewhere") + "'}").post("/repos").then(), 403, "FORBIDDEN");
        String repo = newRepo();
        refused(as(token).get("/repos/" + repo).then(), 404, "REPO_NOT_FOUND");
        admin().put("/users/" + name + "/repos/" + repo + "/permissions/repo:read").then().statusCode(200);
        as(token).get("/repos/" + repo).then().statusCode(200);
        admin().delete("/users/" + name + "/repos/" + repo + "/permissions/repo:read").then().statusCode(200);
        refused(as(token).get("/repos/" + repo).then(), 404, "REPO_NOT_FOUND");
        admin().delete("/users/" + name + "/roles/developer?repos=" + team + "/*").then().statusCode(200);
        as(token).get("/auth/whoami").then().statusCode(401);
        as(login(name, PASSWORD)).get("/repos?prefix=" + team).then().body("repositories", empty());
    }

    @Test
    void aPasswordIsChangedByWhoKnowsIt() {
        String name = newUser("");
        String token = login(name, PASSWORD);
        String url = "/users/" + name + "/password";
        refused(as(token, "{'new_password':'" + OTHER + "'}").post(url).then(), 400, "INVALID_REQUEST");
        refused(as(token, "{'current_password':'not this one!','new_password':'" + OTHER + "'}").post(url).then(), 401,
                "INVALID_CREDENTIALS");
        refused(as(token, "{'current_password':'" + PASSWORD + "','new_password':'short'}").post(url).then(), 400,
                "INVALID_REQUEST");
        as(token, "{'current_password':'" + PASSWORD + "','new_password':'" + OTHER + "'}").post(url)
                .then()
                .statusCode(200);
        as(token).get("/auth/whoami").then().statusCode(401);
        as(login(name, OTHER)).get("/auth/whoami").then().statusCode(200);
    }

    @Test
    void whatAnInactiveUserHasIsOfNoUse() {
        String name = newUser(",'roles':['developer']");
        String token = login(name, PASSWORD);
        String key = as(token, "{'name':'k'}").post("/apikeys").path("key");
        json("{'is_active':false}").patch("/users/" + name).then().statusCode(200).body("is_active", equalTo(false));
        as(token).get("/auth/whoami").then().statusCode(401);
        anybody().header("X-API-Key", key).get("/auth/whoami").then().statusCode(401);
        json("{'is_active':true}").patch("/users/" + name).then().statusCode(200);
        as(token).get("/auth/whoami").then().statusCode(401);
        anybody().header("X-API-Key", key).get("/auth/whoami").then().statusCode(200);
        admin().delete("/users/" + name).then().statusCode(204);
        anybody().header("X-API-Key", key).get("/auth/whoami").then().statusCode(401);
    }

    @Test
    void aWeakKeyOfAnAdminMakesNobodyAnAdmin() {
        String key = json("{'name':'" + newName("k") + "','permissions':['user:write']}").post("/apikeys").path("key");
        refused(anybody().header("X-API-Key", key)
                .contentType("application/json")
                .body(Map.of("username", newName("eve"), "password", PASSWORD, "is_admin", true))
                .post("/users")
                .then(), 403, "FORBIDDEN");
        refused(anybody().header("X-API-Key", key)
                .contentType("application/json")
                .body(Map.of("new_password", OTHER))
                .post("/users/admin/password")
                .then(), 403, "FORBIDDEN");
        String name = newName("plain");
        anybody().header("X-API-Key", key)
                .contentType("application/json")
                .body(Map.of("username", name, "password", PASSWORD))
                .post("/users")
                .then()
                .statusCode(201);
    }
}
