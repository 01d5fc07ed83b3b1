package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import org.junit.jupiter.api.Test;

class BlameTest {

    private static String blame(String repo, String rest) {
        return "/repos/" + repo + "/blame/" + rest;
    }

    @Test
    void everyLineTellsWhereItComesFrom() {
        String repo = newRepo();
        String first = commit(repo, "main", "a", "one\\ntwo\\nthree\\n");
        String then = PastReadsTest.now(repo);
        String second = json("{'message':'Change two\\n\\nand more','author':{'name':'Ada','email':'ada@x',"
                + "'time':'2026-01-31T12:00:00+02:00'},'actions':[{'op':'put','path':'a',"
                + "'content':'zero\\none\\n2\\nthree\\n'}]}").post("/repos/" + repo + "/commits").path("hash");
        json("{'message':'move','actions':[{'op':'move','from':'a','path':'dir/b'}]}")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        admin().get(blame(repo, "dir/b"))
                .then()
                .statusCode(200)
                .body("path", equalTo("dir/b"))
                .body("ref", equalTo("main"))
                .body("total", equalTo(4))
                .body("lines.line_number", contains(1, 2, 3, 4))
                .body("lines.content", contains("zero", "one", "2", "three"))
                .body("lines.commit_hash", contains(second, first, second, first))
                .body("lines.original_line", contains(1, 1, 3, 3))
                .body("lines.original_path", everyItem(equalTo("a")))
                .body("lines[0].author", equalTo("Ada"))
                .body("lines[0].email", equalTo("ada@x"))
                .body("lines[0].timestamp", equalTo("2026-01-31T10:00:00.000Z"))
                .body("lines[0].message", equalTo("Change two"));
        admin().get(blame(repo, "dir/b?start=2&end=3"))
                .then()
                .body("lines.line_number", contains(2, 3))
                .body("lines.commit_hash", contains(first, second))
                .body("total", equalTo(4));
        admin().get(blame(repo, "dir/b?start=4&end=100")).then().body("lines.content", contains("three"));
        admin().get(blame(repo, "a?ref=" + second)).then().header("Cache-Control", containsString("immutable"));
        admin().get(blame(repo, "a?at=" + then)).then().body("lines.commit_hash", everyItem(equalTo(first)));
    }

    @Test
    void whatHasNoLinesIsRefused() {
        String repo = newRepo();
        json("{'message':'m','actions':[{'op':'put','path':'bin','content':'AAE=','encoding':'base64'},"
                + "{'op':'put','path':'empty','content':''},{'op':'put','path':'a','content':'1'}]}")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        refused(admin().get(blame(repo, "bin")).then(), 422, "BINARY_FILE");
        admin().get(blame(repo, "empty")).then().body("lines", empty()).body("total", equalTo(0));
        refused(admin().get(blame(repo, "none")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(blame(repo, "")).then(), 400, "INVALID_PATH");
        refused(admin().get(blame(repo, "a?start=2")).then(), 400, "INVALID_REQUEST");
        refused(admin().get(blame(repo, "a?start=0")).then(), 400, "INVALID_REQUEST");
        refused(admin().get(blame(repo, "a?start=3&end=2")).then(), 400, "INVALID_REQUEST");
        refused(admin().get(blame(repo, "a?ref=none")).then(), 404, "REF_NOT_FOUND");
    }
}
