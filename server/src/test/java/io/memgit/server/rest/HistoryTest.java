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

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static String log(String repo, String query) {
        return "/repos/" + repo + "/log" + query;
    }

    private static String written(String repo, String author, String time, String path) {
        return json("{'message':'About " + path + "','author':{'name':'" + author + "','email':'x@y','time':'" + time
                + "'},'actions':[{'op':'put','path':'" + path + "','content':'" + time + "'}]}")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201)
                .extract()
                .path("hash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commits", "show"})
    void aCommitReadsWithWhatItChanged(String verb) {
        String repo = newRepo();
        String first = commit(repo, "main", "a", "1\\n");
        String second = written(repo, "Ada", "2026-01-31T12:00:00+02:00", "dir/b");
        admin().get("/repos/" + repo + "/" + verb + "/main")
                .then()
                .statusCode(200)
                .body("hash", equalTo(second))
                .body("tree.length()", equalTo(40))
                .body("parents", equalTo(List.of(first)))
                .body("parent", equalTo(first))
                .body("message", equalTo("About dir/b"))
                .body("author", equalTo("Ada"))
                .body("email", equalTo("x@y"))
                .body("timestamp", equalTo("2026-01-31T10:00:00.000Z"))
                .body("author_offset", equalTo("+02:00"))
                .body("committer.time", equalTo("2026-01-31T10:00:00.000Z"))
                .body("$", not(hasKey("signature")))
                .body("files.size()", equalTo(1))
                .body("files[0].path", equalTo("dir/b"))
                .body("files[0].status", equalTo("added"))
                .body("files[0].old_mode", nullValue())
                .body("files[0].new_mode", equalTo("100644"))
                .body("files[0]", not(hasKey("patch")))
                .body("stats.files", equalTo(1))
                .body("stats.additions", equalTo(1));
        admin().get("/repos/" + repo + "/" + verb + "/" + first)
                .then()
                .header("Cache-Control", containsString("immutable"))
                .body("parents", equalTo(List.of()))
                .body("$", not(hasKey("parent")))
                .body("files[0].path", equalTo("a"));
        refused(admin().get("/repos/" + repo + "/" + verb + "/feature/none").then(), 404, "REF_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/" + verb + "/" + "0".repeat(40)).then(), 404, "COMMIT_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/" + verb + "/a..b").then(), 400, "INVALID_REF");
    }

    @Test
    void aBranchWithASlashIsACommitToo() {
        String repo = newRepo();
        String head = commit(repo, "feature/x", "a", "1");
        for (String spelling : List.of("feature/x", "feature%2Fx"))
            admin().get("/repos/" + repo + "/commits/" + spelling).then().body("hash", equalTo(head));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"|3,2,1,0", "?ref=main~1|2,1,0", "?branch=main~2|1,0", "?path=a|2,0",
            "?author=ada|''", "?author=Ada|2,0", "?grep=About%20b|1", "?from=main~2|3,2", "?first_parent=true|3,2,1,0",
            "?since=2026-01-03T00:00:00Z|3,2", "?until=2026-01-02T00:00:00Z|1,0", "?path=dir|3", "?path=dir/|3",
            "?path=a&follow=true|2,0", "?limit=2|3,2", "?offset=3|0"})
    void historyIsFilteredAsAskedFor(String query, String expected) {
        String repo = newRepo();
        List<String> made = List.of(written(repo, "Ada", "2026-01-01T00:00:00Z", "a"),
                written(repo, "Bob", "2026-01-02T00:00:00Z", "b"), written(repo, "Ada", "2026-01-03T00:00:00Z", "a"),
                written(repo, "Bob", "2026-01-04T00:00:00Z", "dir/c"));
        List<String> wanted = new ArrayList<>();
        for (String index : expected.split(",", -1)) {
            if (!index.isEmpty())
                wanted.add(made.get(Integer.parseInt(index)));
        }
        String asked = query == null ? "" : query;
        admin().get(log(repo, asked))
                .then()
                .statusCode(200)
                .body("commits.hash", equalTo(wanted))
                .body("count", equalTo(wanted.size()));
        admin().get("/repos/" + repo + "/commits" + asked).then().body("commits.hash", equalTo(wanted));
    }

    @Test
    void pagesGoOnFromTheCommitWhereTheFirstOneBegan() {
        String repo = newRepo();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++)
            made.addFirst(commit(repo, "main", "a", "v" + i));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = admin().get(log(repo, "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))).then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("commits.hash"));
            cursor = page.path("next_cursor");
            commit(repo, "main", "b", "more" + seen.size());
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void anEmptyRepositoryHasNoHistory() {
        String repo = newRepo();
        admin().get(log(repo, ""))
                .then()
                .statusCode(200)
                .body("commits", equalTo(List.of()))
                .body("count", equalTo(0))
                .body("next_cursor", nullValue());
        refused(admin().get(log(repo, "?ref=main")).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(log(repo, "?from=main")).then(), 404, "REF_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/commits/main").then(), 404, "REF_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"follow=true|follow", "ref=main&branch=other|branch", "since=yesterday|since",
            "limit=1001|limit", "first_parent=2|first_parent"})
    void aWrongParameterIsNamed(String query, String parameter) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get(log(repo, "?" + query)).then(), 400, "INVALID_REQUEST").body("details.parameter",
                equalTo(parameter));
    }
}
