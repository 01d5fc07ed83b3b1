package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTest {

    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static String tree(String repo, String rest) {
        return "/repos/" + repo + "/tree" + rest;
    }

    private static String filled() {
        String repo = newRepo();
        json("""
                {'message':'m','actions':[{'op':'put','path':'a','content':'12'},
                 {'op':'put','path':'dir/b','content':'1','mode':'100755'},{'op':'put','path':'dir/sub/c','content':''},
                 {'op':'put','path':'link','content':'a','mode':'120000'}]}""").post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        return repo;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/%2F"})
    void theRootHasManySpellings(String root) {
        String repo = filled();
        admin().get(tree(repo, root))
                .then()
                .statusCode(200)
                .body("path", equalTo(""))
                .body("ref", equalTo("main"))
                .body("entries.name", equalTo(List.of("a", "dir", "link")))
                .body("entries.type", equalTo(List.of("file", "directory", "symlink")))
                .body("entries.mode", equalTo(List.of("100644", "040000", "120000")))
                .body("entries[0].size", equalTo(2))
                .body("entries[1].size", nullValue())
                .body("total", equalTo(3))
                .body("count", equalTo(3))
                .body("next_cursor", nullValue());
    }

    @Test
    void aDirectoryIsListedAloneOrWithAllBelowIt() {
        String repo = filled();
        for (String spelling : List.of("/dir", "/dir/"))
            admin().get(tree(repo, spelling))
                    .then()
                    .body("path", equalTo("dir"))
                    .body("entries.path", equalTo(List.of("dir/b", "dir/sub")));
        admin().get(tree(repo, "/dir%2Fsub")).then().body("entries.name", equalTo(List.of("c")));
        admin().get(tree(repo, "?recursive=true"))
                .then()
                .body("entries.path", equalTo(List.of("a", "dir", "dir/b", "dir/sub", "dir/sub/c", "link")))
                .body("total", equalTo(6));
    }

    @Test
    void eachEntryTellsItsLastCommit() {
        String repo = filled();
        String first = admin().get(tree(repo, "")).path("commit");
        String second = commit(repo, "main", "dir/b", "2");
        admin().get(tree(repo, "?last_commit=true"))
                .then()
                .body("entries.last_commit.hash", equalTo(List.of(first, second, first)))
                .body("entries[1].last_commit.message", equalTo("put dir/b"));
    }

    @Test
    void pagesAreOfTheCommitThatTheFirstOneShowed() {
        String repo = filled();
        String head = admin().get(tree(repo, "")).path("commit");
        String cursor = admin().get(tree(repo, "?limit=2"))
                .then()
                .body("entries.name", equalTo(List.of("a", "dir")))
                .body("total", equalTo(3))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("next_cursor");
        commit(repo, "main", "zzz", "1");
        admin().get(tree(repo, "?limit=2&cursor=" + cursor))
                .then()
                .statusCode(200)
                .body("commit", equalTo(head))
                .body("ref", equalTo("main"))
                .body("entries.name", equalTo(List.of("link")))
                .body("next_cursor", nullValue());
        refused(admin().get(tree(repo, "?recursive=true&cursor=" + cursor)).then(), 400, "INVALID_CURSOR");
        admin().get(tree(repo, "?offset=3")).then().body("entries.name", equalTo(List.of("zzz")));
    }

    @Test
    void anEmptyRepositoryHasAnEmptyRootAndNothingElse() {
        String repo = newRepo();
        admin().get(tree(repo, ""))
                .then()
                .statusCode(200)
                .body("commit", nullValue())
                .body("tree", equalTo(EMPTY_TREE))
                .body("entries", equalTo(List.of()))
                .body("total", equalTo(0));
        refused(admin().get(tree(repo, "/dir")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(tree(repo, "?ref=main")).then(), 404, "REF_NOT_FOUND");
    }

    @Test
    void whatIsNoDirectoryIsNotFoundAndSaysWhatItIs() {
        String repo = filled();
        refused(admin().get(tree(repo, "/a")).then(), 404, "FILE_NOT_FOUND").body("details.type", equalTo("file"));
        refused(admin().get(tree(repo, "/nothing")).then(), 404, "FILE_NOT_FOUND");
        refused(admin().get(tree(repo, "/a/../b")).then(), 400, "INVALID_PATH");
        refused(admin().get(tree(repo, "?limit=0")).then(), 400, "INVALID_REQUEST");
    }
}
