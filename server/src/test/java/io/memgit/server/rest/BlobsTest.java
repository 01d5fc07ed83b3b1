package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BlobsTest {

    /** What {@code git hash-object} says of {@code <b>hello</b>}. */
    private static final String HELLO = "<b>hello</b>";

    private static String upload(String repo, byte[] bytes) {
        return admin().contentType("text/html")
                .body(bytes)
                .post("/repos/" + repo + "/blobs")
                .then()
                .statusCode(201)
                .body("size", equalTo(bytes.length))
                .extract()
                .path("hash");
    }

    @Test
    void rawBytesComeBackByTheirHash() {
        String repo = newRepo();
        String hash = upload(repo, HELLO.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = admin().get("/repos/" + repo + "/blobs/" + hash)
                .then()
                .statusCode(200)
                .header("ETag", '"' + hash + '"')
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Content-Disposition", startsWith("attachment"))
                .header("Cache-Control", containsString("immutable"))
                .extract()
                .asByteArray();
        assertThat(bytes).isEqualTo(HELLO.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPartOfABlobCanBeAskedFor() {
        String repo = newRepo();
        String hash = upload(repo, "0123456789".getBytes(StandardCharsets.UTF_8));
        admin().header("Range", "bytes=2-4")
                .get("/repos/" + repo + "/blobs/" + hash)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .body(equalTo("234"));
        admin().header("If-None-Match", '"' + hash + '"')
                .get("/repos/" + repo + "/blobs/" + hash)
                .then()
                .statusCode(304);
        admin().head("/repos/" + repo + "/blobs/" + hash).then().statusCode(200).header("Content-Length", "10");
    }

    @Test
    void anEmptyBlobIsABlob() {
        String repo = newRepo();
        assertThat(upload(repo, new byte[0])).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    }

    @Test
    void anUploadIsItsUploadersAloneUntilItIsReachable() {
        String repo = newRepo();
        String hash = upload(repo, "private".getBytes(StandardCharsets.UTF_8));
        refused(anybody().get("/repos/" + repo + "/blobs/" + hash).then(), 401, "UNAUTHORIZED");
        String other = newRepo();
        refused(admin().get("/repos/" + other + "/blobs/" + hash).then(), 404, "FILE_NOT_FOUND");
        json("{'message':'m','actions':[{'op':'put','path':'p','blob':'" + hash + "'}]}")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        admin().get("/repos/" + repo + "/blobs/" + hash).then().statusCode(200);
    }

    @Test
    void whatIsNoBlobIsNotFound() {
        String repo = newRepo();
        String commit = RestServer.commit(repo, "main", "a", "1");
        refused(admin().get("/repos/" + repo + "/blobs/" + commit).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/blobs/" + "1".repeat(40)).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/blobs/short").then(), 400, "INVALID_REQUEST");
    }

    @Test
    void aDryRunKeepsNothing() {
        String repo = newRepo();
        String hash = admin().body("dry".getBytes(StandardCharsets.UTF_8))
                .post("/repos/" + repo + "/blobs?dry_run=true")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
        refused(admin().get("/repos/" + repo + "/blobs/" + hash).then(), 404, "FILE_NOT_FOUND");
    }
}
