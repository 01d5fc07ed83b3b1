package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.memgit.core.ledger.Actor;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.NewWorkspace;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorkspacesTest {

    private final String repo = newRepo();
    private final String base = commit(repo, "main", "a.txt", "one\\ntwo\\nthree\\n");
    private final String all = "/repos/" + repo + "/workspaces";

    private String workspace() {
        return json("{}").post(all).then().statusCode(201).extract().path("id");
    }

    private void put(String id, String path, String text) {
        admin().contentType("application/octet-stream")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put(all + "/" + id + "/files/" + path)
                .then()
                .statusCode(200);
    }

    private String read(String path, String query) {
        return admin().get("/repos/" + repo + "/read/" + path + query).then().statusCode(200).extract().path("content");
    }

    @Test
    void aFreshWorkspaceIsItsBase() {
        admin().post(all)
                .then()
                .statusCode(201)
                .body("branch", equalTo("main"))
                .body("base", equalTo(base))
                .body("head", equalTo(base))
                .body("files_changed", equalTo(0))
                .body("expires_at", notNullValue());
        json("{'name':'mine','ttl_seconds':null}").post(all)
                .then()
                .statusCode(201)
                .body("name", equalTo("mine"))
                .body("expires_at", nullValue());
        admin().get(all).then().statusCode(200).body("count", equalTo(2));
    }

    @Test
    void filesAreWrittenReadAndDeletedWithoutAnybodyElseSeeingThem() {
        String id = workspace();
        String sequence = admin().get("/repos/" + repo).jsonPath().getString("head");
        admin().contentType("application/octet-stream")
                .body("new\n".getBytes(StandardCharsets.UTF_8))
                .put(all + "/" + id + "/files/dir/b.txt")
                .then()
                .statusCode(200)
                .header("X-Sequence", notNullValue())
                .body("path", equalTo("dir/b.txt"))
                .body("content", equalTo("new\n"))
                .body("mode", equalTo("100644"));
        json("{'content':'aGk=','encoding':'base64','mode':'100755'}").put(all + "/" + id + "/files/tool")
                .then()
                .statusCode(200)
                .body("content", equalTo("hi"))
                .body("mode", equalTo("100755"));
        admin().get(all + "/" + id + "/files/dir/b.txt").then().statusCode(200).body("content", equalTo("new\n"));
        admin().get(all + "/" + id + "/files/dir/b.txt?raw=true").then().statusCode(200).body(equalTo("new\n"));
        assertThat(read("dir/b.txt", "?workspace=" + id)).isEqualTo("new\n");
        admin().get("/repos/" + repo + "/read/dir/b.txt").then().statusCode(404);
        admin().get("/repos/" + repo + "/tree?recursive=true&workspace=" + id)
                .then()
                .body("entries.path", contains("a.txt", "dir", "dir/b.txt", "tool"));
        admin().get(all + "/" + id).then().body("files_changed", equalTo(2)).body("base", equalTo(base));
        admin().delete(all + "/" + id + "/files/dir/b.txt").then().statusCode(204);
        admin().get(all + "/" + id + "/files/dir/b.txt").then().statusCode(404).body("code",
                equalTo("FILE_NOT_FOUND"));
        assertThat(admin().get("/repos/" + repo).jsonPath().getString("head")).isEqualTo(sequence);
        admin().get("/repos/" + repo + "/refs").then().body("refs.name", contains("refs/heads/main"));
        admin().get("/repos/" + repo + "/log?workspace=" + id).then().body("commits", hasSize(1));
    }

    @Test
    void ifMatchIsTheBlob() {
        String id = workspace();
        String blob = admin().get(all + "/" + id + "/files/a.txt").jsonPath().getString("hash");
        admin().contentType("text/plain")
                .header("If-Match", "\"" + "1".repeat(40) + "\"")
                .body("x")
                .put(all + "/" + id + "/files/a.txt")
                .then()
                .statusCode(412)
                .body("code", equalTo("HEAD_MOVED"))
                .body("details.current_blob", equalTo(blob));
        admin().contentType("text/plain")
                .header("If-Match", "\"" + blob + "\"")
                .body("x")
                .put(all + "/" + id + "/files/a.txt")
                .then()
                .statusCode(200);
        admin().header("If-Match", "\"" + blob + "\"").delete(all + "/" + id + "/files/a.txt").then().statusCode(412);
    }

    @Test
    void actionsAreTakenAllOrNone() {
        String id = workspace();
        json("{'actions':[{'op':'put','path':'x','content':'1'},{'op':'move','from':'a.txt','path':'b.txt'}]}")
                .post(all + "/" + id + "/actions")
                .then()
                .statusCode(200)
                .body("files_changed", equalTo(3));
        json("{'actions':[{'op':'put','path':'y','content':'1'},{'op':'delete','path':'none'}]}")
                .post(all + "/" + id + "/actions")
                .then()
                .statusCode(404)
                .body("code", equalTo("FILE_NOT_FOUND"));
        admin().get(all + "/" + id + "/files/y").then().statusCode(404);
        admin().get(all + "/" + id + "/status")
                .then()
                .statusCode(200)
                .body("branch", equalTo("main"))
                .body("clean", equalTo(false))
                .body("staged", contains("a.txt", "b.txt", "x"))
                .body("untracked", empty());
        admin().get(all + "/" + id + "/diff")
                .then()
                .statusCode(200)
                .body("from", equalTo(base))
                .body("files.status", contains("renamed", "added"));
        admin().get(all + "/" + id + "/diff?format=patch").then().statusCode(200);
    }

    @Test
    void aCommitIsCarriedOntoWhatTheBranchPointsToByNow() {
        String id = workspace();
        put(id, "b.txt", "mine");
        String other = commit(repo, "main", "c.txt", "theirs");
        String made = json("{'message':'from the workspace'}").post(all + "/" + id + "/commit")
                .then()
                .statusCode(201)
                .body("parents", contains(other))
                .body("branch", equalTo("main"))
                .body("old_head", equalTo(other))
                .body("files_changed", equalTo(1))
                .extract()
                .path("hash");
        admin().get(all + "/" + id)
                .then()
                .body("base", equalTo(made))
                .body("head", equalTo(made))
                .body("files_changed", equalTo(0));
        assertThat(read("b.txt", "")).isEqualTo("mine");
        assertThat(read("c.txt", "")).isEqualTo("theirs");
        json("{'message':'again'}").post(all + "/" + id + "/commit")
                .then()
                .statusCode(409)
                .body("code", equalTo("EMPTY_COMMIT"));
    }

    @Test
    void aConflictIsToldAndNothingHasMoved() {
        String id = workspace();
        put(id, "a.txt", "one\nmine\nthree\n");
        String other = commit(repo, "main", "a.txt", "one\\ntheirs\\nthree\\n");
        for (String verb : new String[]{"/commit", "/rebase"}) {
            json(verb.equals("/commit") ? "{'message':'m'}" : "{}").post(all + "/" + id + verb)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("CONFLICT"))
                    .body("details.files", hasSize(1))
                    .body("details.files[0].path", equalTo("a.txt"))
                    .body("details.files[0].kind", equalTo("content"))
                    .body("details.files[0].hunks", hasSize(1))
                    .body("details.files[0].merged_with_markers", notNullValue());
        }
        assertThat(admin().get("/repos/" + repo).jsonPath().getString("head")).isEqualTo(other);
        admin().get(all + "/" + id).then().body("base", equalTo(base));
        json("{'favor':'theirs'}").post(all + "/" + id + "/rebase").then().statusCode(200).body("base",
                equalTo(other));
        assertThat(read("a.txt", "?workspace=" + id)).isEqualTo("one\nmine\nthree\n");
    }

    @Test
    void anExpectedHeadThatIsNotIsRefused() {
        String id = workspace();
        put(id, "b.txt", "mine");
        String other = commit(repo, "main", "c.txt", "theirs");
        json("{'message':'m','expected_head':'" + base + "'}").post(all + "/" + id + "/commit")
                .then()
                .statusCode(409)
                .body("code", equalTo("HEAD_MOVED"))
                .body("details.current_head", equalTo(other));
        json("{'message':'m'}").header("If-Match", "\"" + base + "\"")
                .post(all + "/" + id + "/commit")
                .then()
                .statusCode(412);
    }

    @Test
    void aForkGoesItsOwnWay() {
        String id = workspace();
        put(id, "b.txt", "mine");
        String copy = json("{'name':'copy'}").post(all + "/" + id + "/fork")
                .then()
                .statusCode(201)
                .body("files_changed", equalTo(1))
                .body("id", not(equalTo(id)))
                .extract()
                .path("id");
        put(copy, "b.txt", "other");
        assertThat(read("b.txt", "?workspace=" + id)).isEqualTo("mine");
        assertThat(read("b.txt", "?workspace=" + copy)).isEqualTo("other");
    }

    @Test
    void aWorkspaceThatIsGoneIsNotFound() {
        String id = workspace();
        admin().delete(all + "/" + id).then().statusCode(204);
        admin().get(all + "/" + id).then().statusCode(404).body("code", equalTo("WORKSPACE_NOT_FOUND"));
        admin().delete(all + "/" + id).then().statusCode(404);
        admin().get("/repos/" + repo + "/read/a.txt?workspace=" + id).then().statusCode(404);
        json("{'message':'m'}").post(all + "/" + id + "/commit").then().statusCode(404);
    }

    @Test
    void aWorkspaceOfSomebodyElseIsNotThere() {
        Workspaces workspaces = RestServer.part(Workspaces.class);
        MemoryRepository repository = RestServer.repositories().find(new RepoName(repo)).orElseThrow();
        NewWorkspace wanted = new NewWorkspace(RefName.branch("main").orElseThrow(), null, null, new Ttl(60));
        Written made = (Written) workspaces.create(new Actor("ben"), repository, wanted, false).join();
        admin().get(all + "/" + made.workspace().id()).then().statusCode(404);
        admin().delete(all + "/" + made.workspace().id()).then().statusCode(404);
        admin().get("/repos/" + repo + "/tree?workspace=" + made.workspace().id()).then().statusCode(404);
        admin().get(all).then().body("workspaces", empty());
    }

    @Test
    void aDryRunMakesNothingAndHasNoId() {
        json("{}").post(all + "?dry_run=true").then().statusCode(201).body("id", nullValue());
        admin().get(all).then().body("count", equalTo(0));
        String id = workspace();
        admin().contentType("text/plain").body("x").put(all + "/" + id + "/files/x?dry_run=true").then()
                .statusCode(200);
        admin().get(all + "/" + id + "/files/x").then().statusCode(404);
    }

    @Test
    void whatCannotBeReadTogetherIsRefused() {
        String id = workspace();
        admin().get("/repos/" + repo + "/tree?ref=main&workspace=" + id).then().statusCode(400);
        admin().get("/repos/" + repo + "/tree?at=2026-01-01T00:00:00Z&workspace=" + id).then().statusCode(400);
        admin().get("/repos/" + repo + "/log?ref=main&workspace=" + id).then().statusCode(400);
        String both = "'ref':'main','workspace':'" + id + "'}";
        json("{'pattern':'x'," + both).post("/repos/" + repo + "/grep").then().statusCode(400);
        json("{'paths':['a.txt']," + both).post("/repos/" + repo + "/read").then().statusCode(400);
        json("{'paths':['a.txt'],'ref':'main'}").post("/repos/" + repo + "/read?workspace=" + id)
                .then()
                .statusCode(400);
        json("{'base':'none'}").post(all).then().statusCode(404).body("code", equalTo("REF_NOT_FOUND"));
        json("{'branch':'none'}").post(all).then().statusCode(404).body("code", equalTo("BRANCH_NOT_FOUND"));
        json("{'ttl_seconds':0}").post(all).then().statusCode(400);
    }

    @Test
    void aBranchThatIsMissingStartsAtTheBase() {
        String id = json("{'branch':'feature','base':'main'}").post(all).then().statusCode(201).extract().path("id");
        put(id, "f", "1");
        json("{'message':'m'}").post(all + "/" + id + "/commit")
                .then()
                .statusCode(201)
                .body("branch", equalTo("feature"))
                .body("parents", contains(base));
        admin().delete("/repos/" + repo + "/branches/feature").then().statusCode(204);
        put(id, "g", "1");
        json("{'message':'m'}").post(all + "/" + id + "/commit")
                .then()
                .statusCode(404)
                .body("code", equalTo("BRANCH_NOT_FOUND"));
    }

    @Test
    void aResetMovesTheBaseAndAsMuchAsItsModeSays() {
        String next = commit(repo, "main", "a.txt", "next");
        String id = workspace();
        put(id, "b.txt", "mine");
        for (String mode : new String[]{"soft", "mixed", "hard"}) {
            json("{'workspace':'" + id + "','target':'main~1','mode':'" + mode + "'}").post("/repos/" + repo + "/reset")
                    .then()
                    .statusCode(200)
                    .body("old_head", equalTo(mode.equals("soft") ? next : base))
                    .body("new_head", equalTo(base))
                    .body("mode", equalTo(mode));
            admin().get(all + "/" + id).then().body("base", equalTo(base));
            admin().get(all + "/" + id + "/status").then().body("staged.size()", equalTo(mode.equals("soft") ? 2 : 0));
        }
        assertThat(read("a.txt", "?workspace=" + id)).startsWith("one");
        json("{'workspace':'" + id + "','target':'main'}").header("If-Match", "\"" + base + "\"")
                .post("/repos/" + repo + "/reset")
                .then()
                .statusCode(400);
        json("{'workspace':'none','target':'main'}").post("/repos/" + repo + "/reset").then().statusCode(404);
        json("{'workspace':'" + id + "','target':'none'}").post("/repos/" + repo + "/reset").then().statusCode(404);
    }
}
