package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private static String archive(String repo, String rest) {
        return "/repos/" + repo + "/archive/" + rest;
    }

    private static Response got(String repo, String rest) {
        Response answer = admin().get(archive(repo, rest));
        assertThat(answer.statusCode()).as(rest).isEqualTo(200);
        return answer;
    }

    private static List<String> tar(Response answer) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.asByteArray()));
                TarArchiveInputStream in = new TarArchiveInputStream(gzip)) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry())
                names.add(e.getName());
        }
        return names;
    }

    private static List<String> zip(Response answer) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry())
                names.add(e.getName());
        }
        return names;
    }

    @Test
    void aRevisionComesAsOneFile() throws Exception {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String head = commit(repo, "main", "dir/b", "2");
        Response answer = got(repo, "main.tar.gz");
        assertThat(tar(answer)).containsExactly("a", "dir/", "dir/b");
        answer.then()
                .contentType("application/gzip")
                .header("Content-Disposition", containsString("attachment; filename=\"" + repo + "-main.tar.gz\""))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", equalTo("private, no-cache"));
        assertThat(zip(got(repo, "main~1.zip"))).containsExactly("a");
        got(repo, head + ".zip").then()
                .contentType("application/zip")
                .header("Cache-Control", containsString("immutable"));
        assertThat(tar(got(repo, "main.tar.gz?path=dir/&prefix=p-1/"))).containsExactly("p-1/", "p-1/dir/",
                "p-1/dir/b");
        assertThat(zip(got(repo, "main.zip?path=dir%2Fb&prefix=x"))).containsExactly("xdir/", "xdir/b");
        assertThat(zip(got(repo, ".zip"))).containsExactly("a", "dir/", "dir/b");
        admin().head(archive(repo, "main.zip")).then().statusCode(200).contentType("application/zip");
    }

    @Test
    void theNameOfABranchMayHoldSlashesAndSuffixes() throws Exception {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        for (String name : List.of("feature/one", "v1.zip", "é"))
            json("{'name':'" + name + "'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        for (String spelling : List.of("feature/one.zip", "feature%2Fone.zip", "v1.zip.zip", "refs/heads/main.zip",
                "%C3%A9.zip"))
            assertThat(zip(got(repo, spelling))).containsExactly("a");
        assertThat(tar(got(repo, "v1.zip.tar.gz"))).containsExactly("a");
        got(repo, "feature/one.zip").then().header("Content-Disposition", containsString(repo + "-feature-one.zip"));
        got(repo, "%C3%A9.zip").then()
                .header("Content-Disposition", containsString("filename*=UTF-8''" + repo + "-%C3%A9.zip"));
    }

    @Test
    void aClientThatHasItIsToldSo() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String tag = got(repo, "main.zip").header("ETag");
        admin().header("If-None-Match", tag).get(archive(repo, "main.zip")).then().statusCode(304);
        assertThat(List.of(got(repo, "main.tar.gz").header("ETag"), got(repo, "main.zip?prefix=p").header("ETag"),
                got(repo, "main.zip?path=a").header("ETag"))).doesNotContain(tag).doesNotHaveDuplicates();
        commit(repo, "main", "a", "2");
        admin().header("If-None-Match", tag).get(archive(repo, "main.zip")).then().statusCode(200);
    }

    @Test
    void theBranchAsItWasCanBeHad() throws Exception {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String then = PastReadsTest.now(repo);
        commit(repo, "main", "b", "2");
        assertThat(zip(got(repo, "main.zip?at=" + then))).containsExactly("a");
        got(repo, "main.zip?at=" + then).then().header("Cache-Control", not(containsString("immutable")));
        refused(admin().get(archive(repo, "main.zip?at=2100-01-01T00:00:00Z")).then(), 400, "INVALID_REQUEST");
    }

    @Test
    void anEmptyRepositoryHasAnEmptyArchiveOfNoName() throws Exception {
        String repo = newRepo();
        assertThat(tar(got(repo, ".tar.gz"))).isEmpty();
        refused(admin().get(archive(repo, "main.zip")).then(), 404, "REF_NOT_FOUND");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get(archive(repo, "none.zip")).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(archive(repo, "0".repeat(40) + ".zip")).then(), 404, "COMMIT_NOT_FOUND");
        refused(admin().get(archive(repo, "main.zip?path=none")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(archive("none", "main.zip")).then(), 404, "REPO_NOT_FOUND");
        refused(admin().get(archive(repo, "main")).then(), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=/etc/", "prefix=../", "prefix=a/../../b", "prefix=%2e%2e%2f", "prefix=a%5C..%5C",
            "path=../a", "path=a//b"})
    void aPathThatLeadsOutIsRefused(String query) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get(archive(repo, "main.zip?" + query)).then(), 400, "INVALID_PATH");
    }
}
