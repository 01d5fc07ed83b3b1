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

import io.memgit.core.event.EventType;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.name.RepoName;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was, as the server recorded it. */
class PastReadsTest {

    /** A time after everything that was written so far, and before everything that will be. */
    static String now(String repo) {
        long last = RestServer.repositories().find(new RepoName(repo)).orElseThrow().root().timeMillis();
        while (System.currentTimeMillis() <= last + 1)
            Thread.onSpinWait();
        return Instant.ofEpochMilli(last + 1).toString();
    }

    @Test
    void everyReadSeesTheBranchAsItWas() {
        String repo = newRepo();
        String first = commit(repo, "main", "dir/a", "one");
        String then = now(repo);
        String second = commit(repo, "main", "dir/a", "two");
        String later = now(repo);
        commit(repo, "main", "b", "three");
        String base = "/repos/" + repo;
        admin().get(base + "/read/dir/a?at=" + then)
                .then()
                .statusCode(200)
                .body("content", equalTo("one"))
                .body("ref", equalTo("main"))
                .body("commit", equalTo(first))
                .header("Cache-Control", not(containsString("immutable")));
        admin().get(base + "/read/dir/a?raw=true&ref=main&at=" + later).then().body(equalTo("two"));
        admin().get(base + "/read/dir/a?ref=main~1&at=" + later).then().body("content", equalTo("one"));
        json("{'paths':['dir/a','b'],'at':'" + then + "'}").post(base + "/read")
                .then()
                .body("files.content", equalTo(List.of("one")))
                .body("missing", equalTo(List.of("b")));
        json("{'paths':['dir/a'],'ref':'main'}").post(base + "/read?at=" + later)
                .then()
                .body("files[0].content", equalTo("two"));
        admin().get(base + "/tree?recursive=true&at=" + later)
                .then()
                .body("commit", equalTo(second))
                .body("entries.path", equalTo(List.of("dir", "dir/a")));
        admin().get(base + "/log?at=" + later).then().body("commits.hash", equalTo(List.of(second, first)));
        admin().get(base + "/commits/main?at=" + then).then().body("hash", equalTo(first));
        admin().get(base + "/diff?at=" + later).then().body("from", equalTo(first)).body("to", equalTo(second));
        admin().get(base + "/diff/main~1/main?at=" + later).then().body("files.path", equalTo(List.of("dir/a")));
        admin().get(base + "/diff/file/dir/a?at=" + later).then().body("files[0].additions", equalTo(1));
    }

    @Test
    void pagesGoOnFromTheStateOfThatTime() {
        String repo = newRepo();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++)
            made.addFirst(commit(repo, "main", "a", "v" + i));
        String then = now(repo);
        commit(repo, "main", "a", "more");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = admin().get("/repos/" + repo + "/log?limit=1&at=" + then + cursor).then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("commits.hash"));
            cursor = page.path("next_cursor") == null ? "" : "&cursor=" + page.path("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void whatWasDeletedOrRewoundIsThereAndWhatWasNotYetMadeIsNot() {
        String repo = newRepo();
        String base = "/repos/" + repo;
        String before = now(repo);
        String first = commit(repo, "main", "a", "1");
        json("{'name':'side','from':'main'}").post(base + "/branches").then().statusCode(201);
        String second = commit(repo, "side", "b", "2");
        json("{'name':'v1','target':'side','message':'one'}").post(base + "/tags").then().statusCode(201);
        String then = now(repo);
        admin().delete(base + "/branches/side").then().statusCode(204);
        admin().delete(base + "/tags/v1").then().statusCode(204);
        String later = now(repo);
        commit(repo, "main", "c", "3");
        json("{'target':'" + first + "','force':true}").patch(base + "/branches/main").then().statusCode(200);
        admin().post(base + "/maintenance").then().statusCode(200);

        for (String ref : List.of("side", "refs/heads/side", "v1", "refs/tags/v1"))
            admin().get(base + "/commits/" + ref + "?at=" + then).then().body("hash", equalTo(second));
        refused(admin().get(base + "/commits/side?at=" + later).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(base + "/tree?ref=side&at=" + before).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(base + "/tree?at=" + before).then(), 404, "REF_NOT_FOUND");
        refused(admin().get(base + "/tree?at=2001-01-01T00:00:00Z").then(), 404, "REF_NOT_FOUND");
        admin().get(base + "/log?at=" + now(repo)).then().body("commits.hash", equalTo(List.of(first)));
        admin().get(base + "/tree?ref=HEAD&at=" + then).then().body("commit", equalTo(first));
    }

    @Test
    void theDefaultBranchIsTheOneOfThatTime() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        json("{'name':'trunk','from':'main'}").post("/repos/" + repo + "/branches").then().statusCode(201);
        String trunk = commit(repo, "trunk", "a", "2");
        String then = now(repo);
        json("{'default_branch':'trunk'}").patch("/repos/" + repo).then().statusCode(200);
        admin().get("/repos/" + repo + "/tree?at=" + then).then().body("ref", equalTo("main"));
        admin().get("/repos/" + repo + "/tree?at=" + now(repo))
                .then()
                .body("ref", equalTo("trunk"))
                .body("commit", equalTo(trunk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "9999-01-01T00:00:00Z", "%2B999999999-12-31T23:59:59Z", "2026-01-01"})
    void aTimeThatIsNoneOrIsToComeIsRefused(String at) {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        refused(admin().get("/repos/" + repo + "/read/a?at=" + at).then(), 400, "INVALID_REQUEST")
                .body("details.parameter", equalTo("at"));
    }

    @Test
    void aHashHasNoTime() {
        String repo = newRepo();
        String head = commit(repo, "main", "a", "1");
        String now = now(repo);
        for (String hash : List.of(head, head.substring(0, 8), head + "^{tree}", "0".repeat(40)))
            refused(admin()
                    .get("/repos/" + repo + "/tree?at=" + now + "&ref=" + hash.replace("^{tree}", "%5E%7Btree%7D"))
                    .then(), 400,
                    "INVALID_REQUEST").body("details.parameter", equalTo("at"));
        refused(admin().get("/repos/" + repo + "/tree?ref=-x&at=" + now).then(), 400, "INVALID_REF");
        admin().get("/repos/" + repo + "/tree?at=-999999999-01-01T00:00:00Z").then().statusCode(404);
    }

    @Test
    void whatIsOlderThanWhatIsKeptIsGone() {
        String repo = RestServer.newName("repo");
        json("{'id':'" + repo + "','memory_only':true}").post("/repos").then().statusCode(201);
        commit(repo, "main", "a", "1");
        String then = now(repo);
        MemoryRepository repository = RestServer.repositories().find(new RepoName(repo)).orElseThrow();
        RefName other = RefName.branch("other").orElseThrow();
        ObjectId head = repository.refs().idOf(RefName.branch("main").orElseThrow());
        for (int i = 0; i <= HistoryRetention.DEFAULT.records(); i += 2) {
            move(repository, RefUpdate.create(other, head));
            move(repository, RefUpdate.delete(other, head));
        }
        refused(admin().get("/repos/" + repo + "/read/a?at=" + then).then(), 410, "HISTORY_EXPIRED");
        admin().get("/repos/" + repo + "/read/a?at=" + now(repo)).then().statusCode(200);
    }

    private static void move(MemoryRepository repository, RefUpdate update) {
        RestServer.repositories()
                .write(new Actor("anna"), repository,
                        new RepoPayload.Write(new Quarantine(), List.of(update), EventType.BRANCH))
                .join();
    }
}
