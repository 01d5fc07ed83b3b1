package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffsTest {

    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    private static final String PATCH = """
            diff --git a/a b/a
            index d00491fd7e5bb6fa28c517a0bb32b8b506539d4d..0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 100644
            --- a/a
            +++ b/a
            @@ -1 +1 @@
            -1
            +2
            """;

    private static String diff(String repo, String rest) {
        return "/repos/" + repo + "/diff" + rest;
    }

    private static String post(String repo, String actions) {
        return json("{'message':'m','actions':[" + actions + "]}").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
    }

    @Test
    void withoutFromTheFirstParentIsCompared() {
        String repo = newRepo();
        String one = commit(repo, "main", "a", "1\\n");
        String two = commit(repo, "main", "a", "2\\n");
        admin().get(diff(repo, ""))
                .then()
                .statusCode(200)
                .body("from", equalTo(one))
                .body("to", equalTo(two))
                .body("files.size()", equalTo(1))
                .body("files[0].path", equalTo("a"))
                .body("files[0].status", equalTo("modified"))
                .body("files[0].additions", equalTo(1))
                .body("files[0].deletions", equalTo(1))
                .body("files[0].binary", equalTo(false))
                .body("files[0]", not(hasKey("old_path")))
                .body("files[0].patch", containsString("-1\n+2\n"))
                .body("stats.files", equalTo(1))
                .body("next_cursor", nullValue());
        admin().get(diff(repo, "?to=main~1")).then().body("from", equalTo(EMPTY_TREE)).body("files[0].status",
                equalTo("added"));
    }

    @Test
    void twoRevisionsAreNamedByQueryOrByPath() {
        String repo = newRepo();
        String one = commit(repo, "main", "a", "1");
        String two = onBranch(repo, "feature/x", "b");
        for (String spelling : List.of("/main/feature%2Fx", "?from=main&to=feature/x", "/" + one + "/" + two))
            admin().get(diff(repo, spelling))
                    .then()
                    .statusCode(200)
                    .body("from", equalTo(one))
                    .body("to", equalTo(two))
                    .body("files.path", equalTo(List.of("b")));
        admin().get(diff(repo, "/" + one + "/" + two)).then().header("Cache-Control", containsString("immutable"));
        admin().get(diff(repo, "/main/main")).then().body("files", equalTo(List.of())).body("stats.files", equalTo(0));
    }

    private static String onBranch(String repo, String branch, String path) {
        return json("{'branch':'" + branch + "','start_from':'main','message':'m','actions':[{'op':'put','path':'"
                + path + "','content':'1'}]}").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
    }

    @Test
    void theMergeBaseLeavesOutWhatTheOtherSideDid() {
        String repo = newRepo();
        String base = commit(repo, "main", "a", "1");
        onBranch(repo, "side", "b");
        commit(repo, "main", "c", "other");
        admin().get(diff(repo, "?from=main&to=side")).then().body("files.path", equalTo(List.of("b", "c")));
        admin().get(diff(repo, "?from=main&to=side&merge_base=true"))
                .then()
                .body("from", equalTo(base))
                .body("files.path", equalTo(List.of("b")));
    }

    @Test
    void pathsAndRenamesAreAsAskedFor() {
        String repo = newRepo();
        post(repo, "{'op':'put','path':'old','content':'1\\n2\\n3\\n'},{'op':'put','path':'d/x','content':'x'}");
        post(repo, "{'op':'move','from':'old','path':'new'},{'op':'put','path':'d/x','content':'y'}");
        admin().get(diff(repo, ""))
                .then()
                .body("files.path", equalTo(List.of("d/x", "new")))
                .body("files[1].status", equalTo("renamed"))
                .body("files[1].old_path", equalTo("old"))
                .body("files[1].similarity", equalTo(100));
        admin().get(diff(repo, "?renames=false")).then().body("files.status",
                equalTo(List.of("modified", "added", "deleted")));
        admin().get(diff(repo, "?path=d")).then().body("files.path", equalTo(List.of("d/x")));
        admin().get(diff(repo, "?path=new&path=old")).then().body("files.path", equalTo(List.of("new")));
        admin().get(diff(repo, "/file/d/x")).then().body("files.path", equalTo(List.of("d/x")));
        admin().get(diff(repo, "/file/old")).then().body("files.status", equalTo(List.of("deleted")));
        refused(admin().get(diff(repo, "/file/none")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(diff(repo, "/file/d")).then(), 404, "FILE_NOT_FOUND").body("details.type",
                equalTo("directory"));
        refused(admin().get(diff(repo, "/file/")).then(), 400, "INVALID_PATH");
    }

    @Test
    void thePatchIsWhatGitApplyTakes() {
        String repo = newRepo();
        commit(repo, "main", "a", "1\\n");
        commit(repo, "main", "a", "2\\n");
        Response patch = admin().get(diff(repo, "?format=patch"));
        patch.then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/x-patch"))
                .header("Vary", "Authorization, X-API-Key, Accept");
        assertThat(patch.asString()).isEqualTo(PATCH);
        admin().header("If-None-Match", patch.header("ETag")).get(diff(repo, "?format=patch")).then().statusCode(304);
        assertThat(admin().get(diff(repo, "?format=patch&context=0")).header("ETag"))
                .isNotEqualTo(patch.header("ETag"));
        assertThat(admin().get(diff(repo, "?format=name_status")).asString()).isEqualTo("M\ta\n");
        assertThat(admin().get(diff(repo, "?format=stat")).asString()).contains("1 file changed");
    }

    @Test
    void aBinaryFileSaysWhyItHasNoPatch() {
        String repo = newRepo();
        post(repo, "{'op':'put','path':'a','content':'AAE=','encoding':'base64'}");
        admin().get(diff(repo, ""))
                .then()
                .body("files[0].binary", equalTo(true))
                .body("files[0].patch", nullValue())
                .body("files[0].omitted", equalTo("binary"));
        assertThat(admin().get(diff(repo, "?format=patch")).asString()).contains("GIT binary patch");
    }

    @Test
    void whiteSpaceCountsUnlessItIsToBeIgnored() {
        String repo = newRepo();
        commit(repo, "main", "a", "x y\\n");
        commit(repo, "main", "a", "x  y \\n");
        admin().get(diff(repo, "")).then().body("stats.additions", equalTo(1));
        admin().get(diff(repo, "?whitespace=ignore_all")).then().body("stats.additions", equalTo(0));
    }

    @Test
    void pagesAreOfTheRevisionsThatTheFirstOneCompared() {
        String repo = newRepo();
        commit(repo, "main", "z", "1");
        String head = post(repo, "{'op':'put','path':'a','content':'1'},{'op':'put','path':'b','content':'2'}");
        String cursor = admin().get(diff(repo, "?from=main~1&limit=1"))
                .then()
                .body("files.path", equalTo(List.of("a")))
                .body("stats.files", equalTo(2))
                .extract()
                .path("next_cursor");
        commit(repo, "main", "c", "3");
        admin().get(diff(repo, "?from=main~1&limit=1&cursor=" + cursor))
                .then()
                .body("to", equalTo(head))
                .body("files.path", equalTo(List.of("b")))
                .body("next_cursor", nullValue());
    }

    @Test
    void anEmptyRepositoryHasNothingToCompare() {
        String repo = newRepo();
        admin().get(diff(repo, "")).then().statusCode(200).body("files", equalTo(List.of())).body("stats.files",
                equalTo(0));
        refused(admin().get(diff(repo, "?to=main")).then(), 404, "REF_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"?format=html|400|INVALID_REQUEST", "?whitespace=some|400|INVALID_REQUEST",
            "?context=-1|400|INVALID_REQUEST", "?from=nowhere|404|REF_NOT_FOUND", "?to=1234567|404|COMMIT_NOT_FOUND",
            "?path=a/../b|400|INVALID_PATH", "?workspace=w|404|WORKSPACE_NOT_FOUND",
            "/working?format=html|400|INVALID_REQUEST"})
    void whatCannotBeComparedIsRefused(String rest, int status, String code) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get(diff(repo, rest)).then(), status, code);
    }
}
