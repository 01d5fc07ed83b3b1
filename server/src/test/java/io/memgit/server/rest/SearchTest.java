package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static ValidatableResponse search(String repo, String what, String... query) {
        StringBuilder url = new StringBuilder("/repos/" + repo + "/search/" + what);
        for (int i = 0; i < query.length; i += 2)
            url.append(i == 0 ? '?' : '&').append(query[i]).append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        return admin().get(url.toString()).then();
    }

    private static ValidatableResponse grep(String repo, String body) {
        return json(body).post("/repos/" + repo + "/grep").then();
    }

    private static String filled() {
        String repo = newRepo();
        json("""
                {'message':'Add the first files\\n\\nof many','author':{'name':'Anna','email':'anna@example.org'},'actions':[
                 {'op':'put','path':'README.md','content':'Needle here\\nno\\nneedle and needle\\n'},
                 {'op':'put','path':'src/a.java','content':'class A {\\n    int needle = 1;\\n}\\n'},
                 {'op':'put','path':'src/deep/b.txt','content':'één needle'},
                 {'op':'put','path':'bin','content':'bmVlZGxlAG5lZWRsZQ==','encoding':'base64'},
                 {'op':'put','path':'link','content':'needle','mode':'120000'}]}""")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        return repo;
    }

    @Test
    void aTextIsFoundInAllFilesWhateverItsCase() {
        String repo = filled();
        search(repo, "content", "q", "needle").statusCode(200)
                .body("query", equalTo("needle"))
                .body("ref", equalTo("main"))
                .body("commit", notNullValue())
                .body("results.path", equalTo(List.of("README.md", "README.md", "src/a.java", "src/deep/b.txt")))
                .body("results.line", equalTo(List.of(1, 3, 2, 1)))
                .body("results.column", equalTo(List.of(1, 1, 9, 7)))
                .body("results[2].content", equalTo("    int needle = 1;"))
                .body("results[2].preview", equalTo("int needle = 1;"))
                .body("results[1].matches.start", equalTo(List.of(0, 11)))
                .body("results[1].matches.end", equalTo(List.of(6, 17)))
                .body("results[0].ref", equalTo("main"))
                .body("total", equalTo(4))
                .body("count", equalTo(4))
                .body("limit", equalTo(100))
                .body("offset", equalTo(0))
                .body("next_cursor", nullValue())
                .body("truncated", equalTo(false))
                .body("duration_us", greaterThanOrEqualTo(0));
        search(repo, "content", "query", "needle", "case_sensitive", "true").body("total", equalTo(3));
        search(repo, "content", "q", "n[e]{2}dle$", "regex", "true").body("results.line", equalTo(List.of(3, 1)));
    }

    @ParameterizedTest
    @CsvSource({"*.md, 2", "src/*, 1", "src/**, 2", "**/*.txt, 1", "src, 2", "src/deep/, 1", "'{README,x}.*', 2",
            "src/?.java, 1", "*.txt, 0", "**/b.???, 1", "nothing, 0"})
    void globsSayWhichFilesAreSearched(String glob, int total) {
        search(filled(), "content", "q", "needle", "path", glob).statusCode(200).body("total", equalTo(total));
    }

    @Test
    void filesAreFoundByTheirPaths() {
        String repo = filled();
        search(repo, "files", "q", "A").statusCode(200)
                .body("results.path", equalTo(List.of("README.md", "src/a.java")))
                .body("results.name", equalTo(List.of("README.md", "a.java")))
                .body("results[1].type", equalTo("file"))
                .body("results[1].mode", equalTo("100644"))
                .body("results[1].size", equalTo(32))
                .body("results[1].matches[0].start", equalTo(4))
                .body("total", equalTo(2));
        search(repo, "files", "q", "A", "case_sensitive", "1").body("results.path", equalTo(List.of("README.md")));
        search(repo, "files", "q", "^(bin|link)$", "regex", "true").body("results.type",
                equalTo(List.of("file", "symlink")));
        search(repo, "files", "path", "src/**").body("results.path",
                equalTo(List.of("src/a.java", "src/deep/b.txt")));
        refused(search(repo, "files"), 400, "INVALID_REQUEST");
    }

    @Test
    void commitsAreFoundByMessageAuthorTimeAndPath() {
        String repo = filled();
        String second = commit(repo, "main", "src/c.txt", "3");
        search(repo, "commits", "q", "FIRST files").statusCode(200)
                .body("results.author", equalTo(List.of("Anna")))
                .body("total", equalTo(1))
                .body("truncated", equalTo(false));
        search(repo, "commits", "q", "^of m", "regex", "true").body("total", equalTo(1));
        search(repo, "commits", "q", "first files", "case_sensitive", "true").body("total", equalTo(1));
        search(repo, "commits", "q", "FIRST files", "case_sensitive", "true").body("total", equalTo(0));
        search(repo, "commits", "author", "ANNA@EXAMPLE").body("total", equalTo(1));
        search(repo, "commits", "path", "src/c.txt").body("results.hash", equalTo(List.of(second)));
        search(repo, "commits", "path", "src/*.txt").body("results.hash", equalTo(List.of(second)));
        search(repo, "commits", "path", "src").body("total", equalTo(2));
        search(repo, "commits", "until", "2000-01-01T00:00:00Z").body("total", equalTo(0));
        search(repo, "commits", "q", "put", "since", "2000-01-01T00:00:00Z").body("total", equalTo(1));
        refused(search(repo, "commits"), 400, "INVALID_REQUEST");
        refused(search(repo, "commits", "q", "x", "since", "yesterday"), 400, "INVALID_REQUEST");
    }

    @Test
    void grepGivesWhatGitGrepGives() {
        String repo = filled();
        grep(repo, "{'pattern':'needle'}").statusCode(200)
                .body("pattern", equalTo("needle"))
                .body("results.path", equalTo(List.of("README.md", "src/a.java", "src/deep/b.txt")))
                .body("results.line", equalTo(List.of(3, 2, 1)))
                .body("results[0].before", equalTo(List.of()))
                .body("results[0].matches.start", equalTo(List.of(0, 11)))
                .body("total", equalTo(3));
        grep(repo, "{'pattern':'^n[eo]+','regex':true,'case_sensitive':false,'paths':['*.md'],'context_before':1,"
                + "'context_after':2}").body("results.line", equalTo(List.of(1, 2, 3)))
                .body("results[1].before", equalTo(List.of("Needle here")))
                .body("results[1].after", equalTo(List.of("needle and needle")));
        grep(repo, "{'pattern':'need','word_regexp':true}").body("total", equalTo(0));
        grep(repo, "{'pattern':'no','line_regexp':true}").body("results.line", equalTo(List.of(2)));
        grep(repo, "{'pattern':'needle','invert_match':true,'max_count':1,'paths':['src/','*.md']}")
                .body("results.path", equalTo(List.of("README.md", "src/a.java")))
                .body("results.column", equalTo(List.of(1, 1)))
                .body("results[0].matches", equalTo(List.of()));
        grep(repo, "{'pattern':'n.edle'}").body("total", equalTo(0));
        grep(repo, "{'pattern':'needle','max_count':0}").body("total", equalTo(0));
    }

    @Test
    void aNewCommitIsSearchedAtOnceAndPagesStayWithTheCommitTheyBeganIn() {
        String repo = newRepo();
        commit(repo, "main", "a", "x1\\nx2\\nx3\\n");
        String head = commit(repo, "main", "b", "x4\\nx5\\n");
        String cursor = search(repo, "content", "q", "x", "limit", "2").body("results.content",
                equalTo(List.of("x1", "x2"))).body("total", equalTo(5))
                .header("Link", containsString("rel=\"next\""))
                .extract().path("next_cursor");
        commit(repo, "main", "aa", "x9\\n");
        cursor = search(repo, "content", "q", "x", "limit", "2", "cursor", cursor)
                .body("results.content", equalTo(List.of("x3", "x4")))
                .body("commit", equalTo(head))
                .body("offset", equalTo(2))
                .body("total", equalTo(5))
                .extract().path("next_cursor");
        search(repo, "content", "q", "x", "limit", "2", "cursor", cursor)
                .body("results.content", equalTo(List.of("x5"))).body("next_cursor", nullValue());
        search(repo, "content", "q", "x").body("total", equalTo(6));
        search(repo, "content", "q", "x", "offset", "4").body("results.content", equalTo(List.of("x4", "x5")))
                .body("offset", equalTo(4)).body("total", equalTo(6));
        search(repo, "content", "q", "x", "ref", "main~1").body("total", equalTo(5));
        search(repo, "content", "q", "x", "ref", head).header("Cache-Control", containsString("immutable"));
        refused(search(repo, "content", "q", "y", "limit", "2", "cursor", cursor), 400, "INVALID_CURSOR");
        refused(search(repo, "content", "q", "x", "ref", "none"), 404, "REF_NOT_FOUND");
    }

    @Test
    void grepPagesByACursorInItsBody() {
        String repo = newRepo();
        commit(repo, "main", "a", "x1\\nx2\\nx3\\n");
        String cursor = grep(repo, "{'pattern':'x','limit':2}").body("count", equalTo(2)).body("total", equalTo(3))
                .extract().path("next_cursor");
        commit(repo, "main", "a", "x7\\n");
        grep(repo, "{'pattern':'x','limit':2,'cursor':'" + cursor + "'}")
                .body("results.content", equalTo(List.of("x3")))
                .body("next_cursor", nullValue());
        refused(grep(repo, "{'pattern':'x3','cursor':'" + cursor + "'}"), 400, "INVALID_CURSOR");
        refused(grep(repo, "{'pattern':'x','limit':0}"), 400, "INVALID_REQUEST");
        refused(grep(repo, "{'pattern':'x','offset':1,'cursor':'" + cursor + "'}"), 400, "INVALID_REQUEST");
        grep(repo, "{'pattern':'x','offset':1}").body("results", equalTo(List.of()));
    }

    @Test
    void theTagOfAnAnswerDoesNotKnowHowLongItTook() {
        String repo = filled();
        for (String what : List.of("content?q=needle", "files?q=a", "commits?q=first")) {
            String url = "/repos/" + repo + "/search/" + what;
            String tag = admin().get(url).header("ETag");
            assertThat(admin().header("If-None-Match", tag).get(url).statusCode()).isEqualTo(304);
            commit(repo, "main", "a-needle" + what.length(), "the first needle");
            admin().get(url).then().header("ETag", not(equalTo(tag)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a{2,1}", "[b-a]", "*a", "(a)\\1", "[[:none:]]", "a\\", "[a", "a{1"})
    void whatIsNoExpressionIsRefused(String pattern) {
        String repo = filled();
        for (String what : List.of("content", "files", "commits"))
            refused(search(repo, what, "q", pattern, "regex", "true"), 400, "INVALID_REQUEST")
                    .body("details.parameter", equalTo("q"))
                    .body("details.reason", notNullValue());
        refused(grep(repo, "{'pattern':'" + pattern.replace("\\", "\\\\") + "','regex':true}"), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("pattern"));
        search(repo, "content", "q", pattern).statusCode(200);
    }

    @Test
    void everyLimitIsAnAnswer() {
        String repo = filled();
        String tooLong = "a".repeat(257);
        refused(search(repo, "content", "q", tooLong), 422, "LIMIT_EXCEEDED").body("details.limit",
                equalTo("search.pattern_length"));
        refused(search(repo, "files", "path", tooLong), 422, "LIMIT_EXCEEDED").body("details.parameter",
                equalTo("path"));
        refused(grep(repo, "{'pattern':'x{51}','regex':true}"), 422, "LIMIT_EXCEEDED")
                .body("details.limit", equalTo("search.repetition"));
        refused(grep(repo, "{'pattern':'((x{50}){50}){50}','regex':true}"), 422, "LIMIT_EXCEEDED")
                .body("details.limit", equalTo("search.pattern_states"));
        refused(grep(repo, "{'pattern':'x','context_after':101}"), 422, "LIMIT_EXCEEDED")
                .body("details.limit", equalTo("search.context"));
        refused(grep(repo, "{'pattern':'x','paths':['" + "{a,b}".repeat(12) + "']}"), 422, "LIMIT_EXCEEDED")
                .body("details.limit", equalTo("search.paths"));
        refused(grep(repo, "{'pattern':'x','context_before':-1}"), 400, "INVALID_REQUEST");
        refused(grep(repo, "{'pattern':'x','max_count':-1}"), 400, "INVALID_REQUEST");
        refused(grep(repo, "{'pattern':'x\\ny'}"), 400, "INVALID_REQUEST");
        refused(grep(repo, "{'regex':true}"), 400, "INVALID_REQUEST");
        refused(grep(repo, "{'pattern':'x','paths':[null]}"), 400, "INVALID_REQUEST");
        for (String glob : List.of("a{b", "{a}}", "[a", "../a", "a\\"))
            refused(search(repo, "content", "q", "x", "path", glob), 400, "INVALID_REQUEST").body("details.glob",
                    equalTo(glob));
        refused(search(repo, "content"), 400, "INVALID_REQUEST");
        refused(search(repo, "content", "q", ""), 400, "INVALID_REQUEST");
        refused(search(repo, "content", "q", "a", "query", "b"), 400, "INVALID_REQUEST");
    }

    @Test
    void nothingIsFoundInAnEmptyRepository() {
        String repo = newRepo();
        for (String what : List.of("content", "files", "commits"))
            search(repo, what, "q", "x").statusCode(200)
                    .body("results", equalTo(List.of()))
                    .body("total", equalTo(0))
                    .body("commit", nullValue());
        grep(repo, "{'pattern':''}").statusCode(200).body("total", equalTo(0));
        refused(grep(repo, "{'pattern':'x','ref':'main'}"), 404, "REF_NOT_FOUND");
    }

    @Test
    void theStateOfAnotherTimeCanBeSearched() {
        String repo = newRepo();
        commit(repo, "main", "old.txt", "old\\n");
        String then = PastReadsTest.now(repo);
        commit(repo, "main", "old.txt", "new\\n");
        for (String what : List.of("content", "files", "commits")) {
            search(repo, what, "q", "old", "at", then).statusCode(200).body("total", equalTo(1));
            refused(search(repo, what, "q", "old", "at", "2100-01-01T00:00:00Z"), 400, "INVALID_REQUEST");
        }
        search(repo, "content", "q", "old").body("total", equalTo(0));
        grep(repo, "{'pattern':'old','at':'" + then + "'}").body("total", equalTo(1));
    }
}
