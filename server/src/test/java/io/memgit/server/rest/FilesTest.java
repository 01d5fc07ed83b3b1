package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private static String read(String repo, String rest) {
        return "/repos/" + repo + "/read/" + rest;
    }

    private static String filled(String repo, String... actions) {
        return json("{'message':'m','actions':[" + String.join(",", actions) + "]}").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
    }

    @Test
    void aFileReadsWithItsContentAndWhereItWasFound() {
        String repo = newRepo();
        String head = commit(repo, "main", "src/a b.txt", "hällo\\r\\n");
        admin().get(read(repo, "src/a%20b.txt"))
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, X-API-Key, Accept")
                .body("path", equalTo("src/a b.txt"))
                .body("ref", equalTo("main"))
                .body("commit", equalTo(head))
                .body("content", equalTo("hällo\r\n"))
                .body("encoding", equalTo("utf-8"))
                .body("size", equalTo(8))
                .body("mode", equalTo("100644"))
                .body("hash.length()", equalTo(40));
        admin().get(read(repo, "src%2Fa%20b.txt")).then().statusCode(200).body("path", equalTo("src/a b.txt"));
    }

    @Test
    void whatIsNoTextReadsAsBase64() {
        String repo = newRepo();
        filled(repo, "{'op':'put','path':'nul','content':'AGE=','encoding':'base64'}",
                "{'op':'put','path':'latin','content':'/w==','encoding':'base64'}",
                "{'op':'put','path':'sign','content':'\\ufffd'}",
                "{'op':'put','path':'link','content':'nul','mode':'120000'}");
        admin().get(read(repo, "nul")).then().body("encoding", equalTo("base64")).body("content", equalTo("AGE="));
        admin().get(read(repo, "latin")).then().body("encoding", equalTo("base64")).body("content", equalTo("/w=="));
        admin().get(read(repo, "sign")).then().body("encoding", equalTo("utf-8")).body("content", equalTo("\ufffd"));
        admin().get(read(repo, "link")).then().body("mode", equalTo("120000")).body("content", equalTo("nul"));
    }

    @Test
    void anyRevisionCanBeReadAndAFullHashIsKeptForEver() {
        String repo = newRepo();
        String one = commit(repo, "main", "a", "1");
        commit(repo, "main", "a", "2");
        admin().get(read(repo, "a?ref=main~1")).then().body("content", equalTo("1")).body("ref", equalTo("main~1"));
        admin().get(read(repo, "a?ref=refs/heads/main")).then().body("content", equalTo("2"));
        admin().get(read(repo, "a?ref=" + one.substring(0, 10)))
                .then()
                .header("Cache-Control", "private, no-cache")
                .body("content", equalTo("1"))
                .body("commit", equalTo(one));
        admin().get(read(repo, "a?ref=" + one))
                .then()
                .header("Cache-Control", containsString("immutable"))
                .body("content", equalTo("1"));
    }

    @Test
    void theTagOfAnAnswerSavesSendingItAgain() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String tag = admin().get(read(repo, "a")).header("ETag");
        admin().header("If-None-Match", tag).get(read(repo, "a")).then().statusCode(304).body(emptyString());
        commit(repo, "main", "a", "2");
        admin().header("If-None-Match", tag).get(read(repo, "a")).then().statusCode(200);
    }

    @Test
    void rawBytesHaveTheBlobAsTagAndCanBeReadInParts() {
        String repo = newRepo();
        commit(repo, "main", "a", "0123456789");
        String blob = admin().get(read(repo, "a")).path("hash");
        Response raw = admin().header("Accept", "application/octet-stream").get(read(repo, "a"));
        raw.then()
                .statusCode(200)
                .header("Content-Type", "application/octet-stream")
                .header("ETag", "\"" + blob + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"));
        assertThat(raw.asByteArray()).asString().isEqualTo("0123456789");
        admin().header("Range", "bytes=2-4")
                .get(read(repo, "a?raw=true"))
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .body(equalTo("234"));
        admin().header("If-None-Match", "\"" + blob + "\"").get(read(repo, "a?raw=true")).then().statusCode(304);
        admin().head(read(repo, "a?raw=true"))
                .then()
                .statusCode(200)
                .header("Content-Length", "10")
                .header("ETag", "\"" + blob + "\"")
                .body(emptyString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "page.html|application/octet-stream|attachment; filename=\"page.html\"",
            "image.SVG|application/octet-stream|attachment; filename=\"image.SVG\"",
            "notes.txt|text/plain;charset=utf-8|inline; filename=\"notes.txt\"",
            "dir/b%22%C3%A4|text/plain;charset=utf-8|inline; filename=\"b__\"; filename*=UTF-8''b%22%C3%A4"})
    void aBrowserNeverRunsWhatItGets(String path, String type, String disposition) {
        String repo = newRepo();
        filled(repo, "{'op':'put','path':'page.html','content':'x'}", "{'op':'put','path':'image.SVG','content':'x'}",
                "{'op':'put','path':'notes.txt','content':'x'}", "{'op':'put','path':'dir/b\\\"ä','content':'x'}");
        Response raw = admin().get(read(repo, path + "?raw=1"));
        assertThat(raw.contentType().replace(" ", "")).isEqualTo(type);
        raw.then().statusCode(200).header("Content-Disposition", startsWith(disposition));
    }

    @Test
    void whatIsNoFileIsNotFoundAndSaysWhatItIs() {
        String repo = newRepo();
        commit(repo, "main", "dir/a", "1");
        refused(admin().get(read(repo, "dir")).then(), 404, "FILE_NOT_FOUND").body("details.type",
                equalTo("directory"));
        refused(admin().get(read(repo, "nothing")).then(), 404, "FILE_NOT_FOUND").body("details.path",
                equalTo("nothing"));
        refused(admin().get(read(repo, "dir/a/b")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(read(repo, "dir/a?ref=nowhere")).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(read(repo, "dir/a?ref=0123456789")).then(), 404, "COMMIT_NOT_FOUND");
        refused(admin().get(read(repo, "dir/a?ref=a..b")).then(), 400, "INVALID_REF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dir/", "%2Fdir", "dir%2F%2Fa", "%2E%2E/a", "dir/../a", "."})
    void whatCannotBeAPathIsRefused(String path) {
        String repo = newRepo();
        commit(repo, "main", "dir/a", "1");
        refused(admin().get(read(repo, path)).then(), 400, "INVALID_PATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at=yesterday", "colour=red", "raw=maybe", "ref=main&ref=main"})
    void aParameterThatIsNotUnderstoodIsNamed(String query) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get(read(repo, "a?" + query)).then(), 400, "INVALID_REQUEST").body("details.parameter",
                equalTo(query.replaceAll("=.*", "")));
    }

    @Test
    void anEmptyRepositoryHasNoFile() {
        String repo = newRepo();
        refused(admin().get(read(repo, "a")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(read(repo, "a?ref=main")).then(), 404, "REF_NOT_FOUND");
        json("{'paths':['a']}").post("/repos/" + repo + "/read").then().statusCode(200).body("missing",
                equalTo(List.of("a")));
    }

    @Test
    void nobodyReadsWithoutCredentialsAndWhatIsNotThereIsNotFound() {
        refused(anybody().get(read(newRepo(), "a")).then(), 401, "UNAUTHORIZED");
        refused(admin().get(read("no-such-repo", "a")).then(), 404, "REPO_NOT_FOUND");
    }

    @Test
    void manyFilesAreReadAtOnceInTheOrderAskedFor() {
        String repo = newRepo();
        String one = commit(repo, "main", "b", "old");
        filled(repo, "{'op':'put','path':'b','content':'2'}", "{'op':'put','path':'a/x','content':'1'}");
        json("{'paths':['b','none','a/x','a']}").post("/repos/" + repo + "/read")
                .then()
                .statusCode(200)
                .body("files.path", equalTo(List.of("b", "a/x")))
                .body("files.content", equalTo(List.of("2", "1")))
                .body("missing", equalTo(List.of("none", "a")));
        json("{'paths':['b'],'ref':'" + one + "'}").post("/repos/" + repo + "/read")
                .then()
                .body("files[0].content", equalTo("old"))
                .body("files[0].commit", equalTo(one));
    }

    @Test
    void aBatchHasALimitAndPaths() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String path = "/repos/" + repo + "/read";
        json("{'paths':['a'" + ",'a'".repeat(999) + "]}").post(path).then().statusCode(200).body("files.size()",
                equalTo(1000));
        refused(json("{'paths':['a'" + ",'a'".repeat(1000) + "]}").post(path).then(), 422, "LIMIT_EXCEEDED")
                .body("details.limit", equalTo("browse.paths"));
        refused(json("{'paths':['a','../b']}").post(path).then(), 400, "INVALID_PATH").body("details.field",
                equalTo("paths[1]"));
        refused(json("{'paths':[null]}").post(path).then(), 400, "INVALID_REQUEST");
        refused(json("{}").post(path).then(), 400, "INVALID_REQUEST").body("details.field", equalTo("paths"));
        refused(json("{'paths':[],'workspace':'w'}").post(path).then(), 404, "WORKSPACE_NOT_FOUND");
    }
}
