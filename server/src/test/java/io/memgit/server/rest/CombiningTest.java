package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static io.memgit.server.rest.RestServer.repositories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.memgit.core.commit.Identity;
import io.memgit.core.commit.RootCommit;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.RepoPayload;
import io.restassured.response.Response;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merge, cherry-pick, revert, rebase, reset and comparisons, where nothing is in conflict. */
class CombiningTest {

    private static final String ZEROS = "0".repeat(40);
    private static final String TIMES = "'author':{'name':'A','email':'a@b','time':'2026-01-01T00:00:00Z'},"
            + "'committer':{'name':'C','email':'c@d','time':'2026-01-02T00:00:00-03:30'}";

    static Response post(String repo, String verb, String body) {
        return json(body).post("/repos/" + repo + "/" + verb);
    }

    static void branch(String repo, String name, String from) {
        post(repo, "branches", "{'name':'" + name + "','from':'" + from + "'}").then().statusCode(201);
    }

    static String head(String repo, String branch) {
        return admin().get("/repos/" + repo + "/branches/" + branch).path("commit");
    }

    static Response shown(String repo, String commit) {
        return admin().get("/repos/" + repo + "/commits/" + commit);
    }

    static String text(String repo, String path, String ref) {
        Response read = admin().get("/repos/" + repo + "/read/" + path + "?ref=" + ref);
        return read.statusCode() == 200 ? read.path("content") : "";
    }

    /** A repository in which main and side have gone two commits from each other. */
    static String diverged() {
        String repo = newRepo();
        commit(repo, "main", "base", "0");
        branch(repo, "side", "main");
        commit(repo, "side", "s1", "1");
        commit(repo, "side", "s2", "2");
        commit(repo, "main", "m1", "1");
        return repo;
    }

    @Test
    void aMergeMakesACommitWithBothParentsAndGitsMessage() {
        String repo = diverged();
        String before = head(repo, "main");
        String merged = post(repo, "merge", "{'source':'side','target':'main'}").then()
                .statusCode(200)
                .header("X-Sequence", "6")
                .body("result", equalTo("merged"))
                .body("status", equalTo("merged"))
                .body("old_head", equalTo(before))
                .body("files_changed", equalTo(2))
                .extract()
                .path("new_head");
        assertThat(head(repo, "main")).isEqualTo(merged);
        shown(repo, merged).then()
                .body("parents", equalTo(List.of(before, head(repo, "side"))))
                .body("message", equalTo("Merge branch 'side'\n"))
                .body("author", equalTo("admin"));
        post(repo, "merge", "{'from':'side','to':'main'}").then()
                .statusCode(200)
                .body("result", equalTo("already_up_to_date"))
                .body("commit", equalTo(merged))
                .header("X-Sequence", "6");
    }

    @Test
    void aBranchThatHasNothingOfItsOwnMovesForward() {
        String repo = diverged();
        branch(repo, "behind", "main~1");
        post(repo, "merge", "{'source':'main','target':'behind'}").then()
                .statusCode(200)
                .body("result", equalTo("fast_forward"))
                .body("commit", equalTo(head(repo, "main")));
        post(repo, "merge", "{'source':'side~1','target':'behind','message':'Mine'}").then()
                .body("result", equalTo("merged"));
        shown(repo, "behind").then().body("message", equalTo("Mine"));
        branch(repo, "other", "main");
        post(repo, "merge", "{'source':'side~1','target':'other'}").then().body("result", equalTo("merged"));
        shown(repo, "other").then().body("message", equalTo("Merge branch 'side' (early part) into other\n"));
    }

    @Test
    void aMergeThatMustMoveForwardRefusesToDoAnythingElse() {
        String repo = diverged();
        String before = head(repo, "main");
        refused(post(repo, "merge", "{'source':'side','strategy':'ff_only'}").then(), 409, "CONFLICT")
                .body("details.reason", equalTo("not_fast_forward"));
        assertThat(head(repo, "main")).isEqualTo(before);
    }

    @Test
    void aSquashMakesOneCommitThatListsTheOthers() {
        String repo = diverged();
        String before = head(repo, "main");
        String made = post(repo, "merge", "{'source':'side','strategy':'squash'}").then()
                .statusCode(200)
                .body("result", equalTo("squashed"))
                .extract()
                .path("commit");
        Response commit = shown(repo, made);
        commit.then().body("parents", equalTo(List.of(before)));
        assertThat(commit.<String>path("message")).startsWith(
                "Squashed commit of the following:\n\ncommit " + head(repo, "side") + "\nAuthor: admin <")
                .contains("    put s2\n")
                .endsWith("    put s1\n");
        refused(post(repo, "merge", "{'source':'side','strategy':'squash'}").then(), 409, "EMPTY_COMMIT");
    }

    @Test
    void aMergeByRebaseMakesTheCommitsAnewAndKeepsTheirAuthors() {
        String repo = diverged();
        String before = head(repo, "main");
        post(repo, "merge", "{'source':'side','strategy':'rebase'}").then()
                .statusCode(200)
                .body("result", equalTo("merged"))
                .body("old_head", equalTo(before));
        shown(repo, "main~2").then().body("hash", equalTo(before));
        shown(repo, "main").then().body("message", equalTo("put s2"));
        assertThat(head(repo, "side")).isNotEqualTo(head(repo, "main"));
    }

    @Test
    void aPreviewSaysWhatAMergeWouldDoAndDoesNothing() {
        String repo = diverged();
        String before = head(repo, "main");
        String body = "{'source':'side','target':'main'," + TIMES + "}";
        Response preview = post(repo, "merge/preview", body);
        preview.then().statusCode(200).header("X-Dry-Run", "true").header("X-Sequence", nullValue());
        Response dry = post(repo, "merge?dry_run=true", body);
        assertThat(dry.<String>path("commit")).isEqualTo(preview.<String>path("commit"));
        assertThat(head(repo, "main")).isEqualTo(before);
        post(repo, "merge", body).then().statusCode(200).body("commit", equalTo(preview.<String>path("commit")));
    }

    @Test
    void commitsArePickedInOrderAllOrNone() {
        String repo = diverged();
        String before = head(repo, "main");
        Response picked = post(repo, "cherry-pick", "{'commits':['side~1','side'],'branch':'main'}");
        picked.then()
                .statusCode(201)
                .body("original_commit", equalTo(head(repo, "side")))
                .body("new_commit", equalTo(head(repo, "main")))
                .body("hash", equalTo(head(repo, "main")))
                .body("commits", hasSize(2))
                .body("files_changed", equalTo(2))
                .body("old_head", equalTo(before))
                .header("Location", "/api/v1/repos/" + repo + "/commits/" + head(repo, "main"));
        shown(repo, "main").then()
                .body("message", equalTo("put s2"))
                .body("parents", equalTo(List.of(picked.<String>path("commits[0].new"))));
        String after = head(repo, "main");
        refused(post(repo, "cherry-pick", "{'commits':['main~3','side']}").then(), 409, "EMPTY_COMMIT");
        assertThat(head(repo, "main")).isEqualTo(after);
        post(repo, "reset", "{'target':'" + before + "','mode':'hard'}").then().statusCode(200);
        post(repo, "cherry-pick", "{'commit':'main~1..side','expected_head':'" + before + "'}").then()
                .statusCode(201)
                .body("commits", hasSize(2));
    }

    @Test
    void aRevertUndoesACommitOfTheBranch() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String second = commit(repo, "main", "a", "2");
        post(repo, "revert", "{'commit':'" + second + "'}").then()
                .statusCode(201)
                .body("reverted_commit", equalTo(second))
                .body("hash", equalTo(head(repo, "main")))
                .body("files_changed", equalTo(1));
        assertThat(text(repo, "a", "main")).isEqualTo("1");
        shown(repo, "main").then()
                .body("message", equalTo("Revert \"put a\"\n\nThis reverts commit " + second + ".\n"));
        refused(post(repo, "revert", "{'commit':'" + second + "'}").then(), 409, "EMPTY_COMMIT");
    }

    @Test
    void aMergeIsPickedAndRevertedByItsMainline() {
        String repo = diverged();
        post(repo, "merge", "{'source':'side'}").then().statusCode(200);
        String merge = head(repo, "main");
        refused(post(repo, "revert", "{'commit':'main'}").then(), 400, "INVALID_REQUEST")
                .body("details.field", equalTo("mainline"));
        refused(post(repo, "revert", "{'commit':'main','mainline':3}").then(), 400, "INVALID_REQUEST");
        String to = shown(repo, "main~1").path("hash");
        post(repo, "revert", "{'commit':'main','mainline':1}").then().statusCode(201);
        shown(repo, "main").then()
                .body("message", equalTo("Revert \"Merge branch 'side'\"\n\nThis reverts commit " + merge
                        + ", reversing\nchanges made to " + to + ".\n"));
        assertThat(text(repo, "s1", "main")).isEmpty();
        post(repo, "cherry-pick", "{'commit':'" + merge + "','mainline':1}").then().statusCode(201);
        assertThat(text(repo, "s1", "main")).isEqualTo("1");
    }

    @Test
    void aRebaseMakesWhatIsMissingAnewAndNothingElse() {
        String repo = diverged();
        post(repo, "cherry-pick", "{'commit':'side~1'}").then().statusCode(201);
        String before = head(repo, "side");
        Response rebased = post(repo, "rebase", "{'branch':'side','onto':'main'}");
        rebased.then()
                .statusCode(200)
                .body("old_head", equalTo(before))
                .body("new_head", equalTo(head(repo, "side")))
                .body("rebased_count", equalTo(1))
                .body("commits", equalTo(List.of(head(repo, "side"))))
                .body("mapping[0].old", equalTo(before))
                .body("mapping[0].new", equalTo(head(repo, "side")));
        shown(repo, "side").then().body("parents", equalTo(List.of(head(repo, "main"))));
        post(repo, "rebase", "{'branch':'side','onto':'main'}").then()
                .statusCode(200)
                .body("rebased_count", equalTo(0))
                .body("new_head", equalTo(head(repo, "side")))
                .header("X-Sequence", rebased.header("X-Sequence"));
    }

    @Test
    void aRebaseTakesFromUpstreamOnAndMeltsFixupsIntoWhatTheySpeakOf() {
        String repo = diverged();
        json("{'branch':'side','message':'fixup! put s1','actions':[{'op':'put','path':'s1','content':'11'}]}")
                .post("/repos/" + repo + "/commits");
        post(repo, "rebase", "{'branch':'side','onto':'main','autosquash':true}").then()
                .statusCode(200)
                .body("rebased_count", equalTo(2))
                .body("mapping", hasSize(3));
        shown(repo, "side~1").then().body("message", equalTo("put s1"));
        assertThat(text(repo, "s1", "side~1")).isEqualTo("11");
        post(repo, "rebase", "{'branch':'side','onto':'main~1','upstream':'side~1'}").then()
                .statusCode(200)
                .body("rebased_count", equalTo(1));
        assertThat(text(repo, "s1", "side")).isEmpty();
        assertThat(text(repo, "s2", "side")).isEqualTo("2");
    }

    @Test
    void aResetPutsTheBranchElsewhere() {
        String repo = diverged();
        String before = head(repo, "main");
        String target = head(repo, "side");
        for (String mode : new String[]{"soft", "mixed", "hard"})
            post(repo, "reset?dry_run=true", "{'branch':'main','target':'side','mode':'" + mode + "'}").then()
                    .statusCode(200)
                    .body("old_head", equalTo(before))
                    .body("new_head", equalTo(target))
                    .body("mode", equalTo(mode));
        assertThat(head(repo, "main")).isEqualTo(before);
        post(repo, "reset", "{'branch':'main','target':'side','mode':'hard'}").then()
                .statusCode(200)
                .header("X-Sequence", not(nullValue()));
        assertThat(head(repo, "main")).isEqualTo(target);
        refused(post(repo, "reset", "{'branch':'none','target':'side'}").then(), 404, "BRANCH_NOT_FOUND");
        refused(post(repo, "reset", "{'target':'none'}").then(), 404, "REF_NOT_FOUND");
        refused(post(repo, "reset", "{'target':'side','expected_head':'" + ZEROS + "'}").then(), 409, "HEAD_MOVED");
    }

    @Test
    void revisionsCompareByWhatEachHasAloneAndWhereTheyParted() {
        String repo = diverged();
        String base = shown(repo, "main~1").path("hash");
        admin().get("/repos/" + repo + "/compare?base=main&head=side").then()
                .statusCode(200)
                .body("ahead", equalTo(2))
                .body("behind", equalTo(1))
                .body("merge_base", equalTo(base))
                .body("commits.message", equalTo(List.of("put s1", "put s2")))
                .body("files.path", equalTo(List.of("s1", "s2")))
                .body("next_cursor", nullValue());
        String next = admin().get("/repos/" + repo + "/compare?head=side&limit=1").then()
                .body("commits.message", equalTo(List.of("put s1")))
                .extract()
                .path("next_cursor");
        commit(repo, "side", "s3", "3");
        admin().get("/repos/" + repo + "/compare?head=side&limit=1&cursor=" + next).then()
                .body("commits.message", equalTo(List.of("put s2")))
                .body("files", equalTo(List.of()))
                .body("next_cursor", nullValue());
        admin().get("/repos/" + repo + "/merge-base?base=main&head=side").then()
                .statusCode(200)
                .body("merge_base", equalTo(base))
                .body("all", equalTo(List.of(base)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', value = {"merge|{'source':'none'}|404|REF_NOT_FOUND",
            "merge|{'source':'0123456789'}|404|COMMIT_NOT_FOUND", "merge|{'source':'a..b'}|400|INVALID_REF",
            "merge|{'source':'side','target':'none'}|404|BRANCH_NOT_FOUND", "merge|{}|400|INVALID_REQUEST",
            "merge|{'source':'side','from':'main'}|400|INVALID_REQUEST",
            "merge|{'source':'side','strategy':'octopus'}|400|INVALID_REQUEST",
            "merge|{'source':'side','favor':'mine'}|400|INVALID_REQUEST",
            "merge|{'source':'side','message':' '}|400|INVALID_REQUEST",
            "merge|{'source':'side','target':'refs/heads/main'}|400|INVALID_REF",
            "merge|{'source':'side','expected_head':'0000000000000000000000000000000000000000'}|409|HEAD_MOVED",
            "merge|{'source':'apart'}|409|CONFLICT", "merge/preview|{'source':'apart'}|409|CONFLICT",
            "cherry-pick|{'commit':'none'}|404|REF_NOT_FOUND", "cherry-pick|{}|400|INVALID_REQUEST",
            "cherry-pick|{'commit':'side','commits':['side']}|400|INVALID_REQUEST",
            "cherry-pick|{'commits':[]}|400|INVALID_REQUEST",
            "cherry-pick|{'commit':'side','mainline':2}|400|INVALID_REQUEST",
            "cherry-pick|{'commit':'side','mainline':0}|400|INVALID_REQUEST",
            "cherry-pick|{'commit':'main~1'}|409|EMPTY_COMMIT", "cherry-pick|{'commit':'side..side'}|409|EMPTY_COMMIT",
            "cherry-pick|{'commit':'side','branch':'none'}|404|BRANCH_NOT_FOUND",
            "revert|{'commit':'side'}|404|COMMIT_NOT_FOUND", "revert|{'commit':'none'}|404|REF_NOT_FOUND",
            "revert|{'commit':'main','mainline':2}|400|INVALID_REQUEST", "revert|{}|400|INVALID_REQUEST",
            "rebase|{'onto':'none'}|404|REF_NOT_FOUND", "rebase|{}|400|INVALID_REQUEST",
            "rebase|{'onto':'side','upstream':'none'}|404|REF_NOT_FOUND",
            "rebase|{'onto':'side','branch':'none'}|404|BRANCH_NOT_FOUND",
            "reset|{'target':'side','mode':'keep'}|400|INVALID_REQUEST", "reset|{}|400|INVALID_REQUEST",
            "conflicts/none/resolve|{'files':[]}|404|CONFLICT_NOT_FOUND",
            "conflicts/00000000000000000000000000000000/resolve|{'files':[]}|404|CONFLICT_NOT_FOUND"})
    void whatCannotBeDoneHasItsOwnCodeAndMovesNothing(String verb, String body, int status, String code) {
        String repo = diverged();
        branchApart(repo);
        String refs = admin().get("/repos/" + repo + "/refs").path("refs").toString();
        refused(post(repo, verb, body).then(), status, code);
        assertThat(admin().get("/repos/" + repo + "/refs").path("refs").toString()).isEqualTo(refs);
    }

    /** Makes the branch apart, which has nothing in common with the others. */
    private static void branchApart(String repo) {
        MemoryRepository repository = repositories().find(new RepoName(repo)).orElseThrow();
        Identity nobody = new Identity("N", "n@example.org", 1, 0);
        RootCommit root = RootCommit.of(ObjectId.fromString(shown(repo, "main").path("tree")), nobody, nobody, "apart");
        RefUpdate apart = RefUpdate.create(RefName.branch("apart").orElseThrow(), root.id());
        assertThat(repositories().write(new Actor("admin"), repository,
                new RepoPayload.Write(root.objects(), List.of(apart), EventType.BRANCH)).join())
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anEmptyRepositoryHasNothingToCompare() {
        String repo = newRepo();
        refused(admin().get("/repos/" + repo + "/compare").then(), 404, "REF_NOT_FOUND");
        refused(admin().get("/repos/" + repo + "/merge-base").then(), 404, "REF_NOT_FOUND");
        refused(post(repo, "merge", "{'source':'main'}").then(), 404, "REF_NOT_FOUND");
    }
}
