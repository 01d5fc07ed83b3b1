package io.memgit.server.rest;

import static io.memgit.server.rest.CombiningTest.branch;
import static io.memgit.server.rest.CombiningTest.head;
import static io.memgit.server.rest.CombiningTest.post;
import static io.memgit.server.rest.CombiningTest.shown;
import static io.memgit.server.rest.CombiningTest.text;
import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in conflict: how they are told, looked at, resolved and forgotten. */
class ConflictsTest {

    /** A repository in which main and side changed the same line of one file. */
    private static String torn() {
        String repo = newRepo();
        commit(repo, "main", "f", "a\\nb\\nc\\n");
        branch(repo, "side", "main");
        commit(repo, "side", "f", "a\\ntheirs\\nc\\n");
        commit(repo, "side", "g", "1");
        commit(repo, "main", "f", "a\\nours\\nc\\n");
        return repo;
    }

    private static Response merge(String repo) {
        return post(repo, "merge", "{'source':'side','target':'main'}");
    }

    private static Response resolve(String repo, String id, String files) {
        return post(repo, "conflicts/" + id + "/resolve", "{'files':[" + files + "]}");
    }

    private static Response conflict(String repo, String id) {
        return admin().get("/repos/" + repo + "/conflicts/" + id);
    }

    @Test
    void aConflictIsToldWithAllVersionsHunksAndMarkedText() {
        String repo = torn();
        String before = head(repo, "main");
        Response met = merge(repo);
        refused(met.then(), 409, "CONFLICT").body("details.operation", equalTo("merge"))
                .body("details.current_head", equalTo(before))
                .body("details.files", hasSize(1))
                .body("details.files[0].path", equalTo("f"))
                .body("details.files[0].kind", equalTo("content"))
                .body("details.files[0].base", equalTo("a\nb\nc\n"))
                .body("details.files[0].ours", equalTo("a\nours\nc\n"))
                .body("details.files[0].theirs", equalTo("a\ntheirs\nc\n"))
                .body("details.files[0].hunks",
                        equalTo(List.of(Map.of("base", "b\n", "ours", "ours\n", "theirs", "theirs\n",
                                "start_line", 2))))
                .body("details.files[0].merged_with_markers",
                        equalTo("a\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> side\nc\n"));
        assertThat(head(repo, "main")).isEqualTo(before);
        String id = met.path("details.conflict_id");
        conflict(repo, id).then()
                .statusCode(200)
                .body("conflict_id", equalTo(id))
                .body("operation", equalTo("merge"))
                .body("branch", equalTo("main"))
                .body("files", equalTo(met.<Object>path("details.files")));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', delimiter = '|', value = {"'use':'ours'|a\\nours\\nc\\n",
            "'use':'theirs'|a\\ntheirs\\nc\\n",
            "'use':'base'|a\\nb\\nc\\n", "'use':'delete'|", "'use':'content','content':'mine'|mine",
            "'content':'bWluZQ==','encoding':'base64'|mine"})
    void aResolvedConflictFinishesTheMerge(String how, String text) {
        String repo = torn();
        String ours = head(repo, "main");
        String id = merge(repo).path("details.conflict_id");
        String expected = text == null ? "" : text.replace("\\n", "\n");
        resolve(repo, id, "{'path':'f'," + how + "}").then()
                .statusCode(200)
                .body("result", equalTo("merged"))
                .body("commit", equalTo(head(repo, "main")));
        shown(repo, "main").then().body("parents", equalTo(List.of(ours, head(repo, "side"))));
        assertThat(text(repo, "f", "main")).isEqualTo(expected);
        assertThat(text(repo, "g", "main")).isEqualTo("1");
        refused(conflict(repo, id).then(), 404, "CONFLICT_NOT_FOUND");
        refused(resolve(repo, id, "{'path':'f','use':'ours'}").then(), 404, "CONFLICT_NOT_FOUND");
    }

    @Test
    void aResolutionThatDoesNotFitIsRefusedAndTheConflictStays() {
        String repo = torn();
        String before = head(repo, "main");
        String id = merge(repo).path("details.conflict_id");
        refused(resolve(repo, id, "").then(), 400, "INVALID_REQUEST").body("details.missing", equalTo(List.of("f")));
        refused(resolve(repo, id, "{'path':'f','use':'ours'},{'path':'g','use':'ours'}").then(), 400,
                "INVALID_REQUEST").body("details.unknown", equalTo(List.of("g")));
        refused(resolve(repo, id, "{'path':'f','use':'ours'},{'path':'f','use':'theirs'}").then(), 400,
                "INVALID_REQUEST");
        refused(resolve(repo, id, "{'path':'f','use':'content'}").then(), 400, "INVALID_REQUEST");
        refused(resolve(repo, id, "{'path':'f','use':'ours','content':'x'}").then(), 400, "INVALID_REQUEST");
        refused(resolve(repo, id, "{'path':'f','use':'mine'}").then(), 400, "INVALID_REQUEST");
        refused(resolve(repo, id, "{'path':'../f','use':'ours'}").then(), 400, "INVALID_PATH");
        refused(resolve(repo, id, "{'path':'f','content':'%','encoding':'base64'}").then(), 400, "INVALID_CONTENT");
        assertThat(head(repo, "main")).isEqualTo(before);
        conflict(repo, id).then().statusCode(200);
    }

    @Test
    void aDryRunOpensNoConflictAndResolvesNone() {
        String repo = torn();
        String before = head(repo, "main");
        refused(post(repo, "merge/preview", "{'source':'side'}").then(), 409, "CONFLICT")
                .body("details", not(hasKey("conflict_id")))
                .body("details.files", hasSize(1))
                .header("X-Dry-Run", "true");
        String id = merge(repo).path("details.conflict_id");
        post(repo, "conflicts/" + id + "/resolve?dry_run=true", "{'files':[{'path':'f','use':'ours'}]}").then()
                .statusCode(200)
                .header("X-Sequence", nullValue());
        assertThat(head(repo, "main")).isEqualTo(before);
        admin().delete("/repos/" + repo + "/conflicts/" + id + "?dry_run=true").then().statusCode(204);
        conflict(repo, id).then().statusCode(200);
        admin().delete("/repos/" + repo + "/conflicts/" + id).then().statusCode(204);
        refused(conflict(repo, id).then(), 404, "CONFLICT_NOT_FOUND");
        refused(admin().delete("/repos/" + repo + "/conflicts/" + id).then(), 404, "CONFLICT_NOT_FOUND");
    }

    @Test
    void aResolutionCountsOnANewerHeadAsLongAsTheVersionsAreTheSame() {
        String repo = torn();
        String id = merge(repo).path("details.conflict_id");
        String newer = commit(repo, "main", "other", "1");
        resolve(repo, id, "{'path':'f','use':'theirs'}").then().statusCode(200).body("old_head", equalTo(newer));
        assertThat(text(repo, "other", "main")).isEqualTo("1");
        assertThat(text(repo, "f", "main")).isEqualTo("a\ntheirs\nc\n");
    }

    @Test
    void aConflictThatHasBecomeAnotherIsToldAgainUnderItsId() {
        String repo = torn();
        String id = merge(repo).path("details.conflict_id");
        String newer = commit(repo, "main", "f", "a\\nnewer\\nc\\n");
        refused(resolve(repo, id, "{'path':'f','use':'ours'}").then(), 409, "CONFLICT")
                .body("details.conflict_id", equalTo(id))
                .body("details.current_head", equalTo(newer))
                .body("details.files[0].ours", equalTo("a\nnewer\nc\n"));
        assertThat(head(repo, "main")).isEqualTo(newer);
        resolve(repo, id, "{'path':'f','use':'ours'}").then().statusCode(200);
        assertThat(text(repo, "f", "main")).isEqualTo("a\nnewer\nc\n");
    }

    @Test
    void aConflictThatExpectedAHeadEndsWhenTheBranchMoves() {
        String repo = torn();
        String id = post(repo, "merge", "{'source':'side','expected_head':'" + head(repo, "main") + "'}")
                .path("details.conflict_id");
        String newer = commit(repo, "main", "other", "1");
        refused(resolve(repo, id, "{'path':'f','use':'ours'}").then(), 409, "HEAD_MOVED")
                .body("details.current_head", equalTo(newer));
        refused(conflict(repo, id).then(), 404, "CONFLICT_NOT_FOUND");
    }

    @Test
    void aRebaseGoesOnFromConflictToConflict() {
        String repo = newRepo();
        commit(repo, "main", "f", "0");
        branch(repo, "side", "main");
        for (int i = 1; i <= 3; i++)
            commit(repo, "side", "f", "side " + i);
        commit(repo, "main", "f", "main");
        String before = head(repo, "side");
        Response met = post(repo, "rebase", "{'branch':'side','onto':'main'}");
        refused(met.then(), 409, "CONFLICT").body("details.step", equalTo(1)).body("details.steps", equalTo(3));
        String id = met.path("details.conflict_id");
        refused(resolve(repo, id, "{'path':'f','content':'first'}").then(), 409, "CONFLICT")
                .body("details.conflict_id", equalTo(id))
                .body("details.step", equalTo(2))
                .body("details.files[0].ours", equalTo("first"));
        assertThat(head(repo, "side")).isEqualTo(before);
        conflict(repo, id).then().body("step", equalTo(2)).body("files[0].ours", equalTo("first"));
        resolve(repo, id, "{'path':'f','use':'theirs'}").then().statusCode(200).body("rebased_count", equalTo(3));
        assertThat(text(repo, "f", "side~2")).isEqualTo("first");
        assertThat(text(repo, "f", "side~1")).isEqualTo("side 2");
        assertThat(text(repo, "f", "side")).isEqualTo("side 3");
        shown(repo, "side~3").then().body("hash", equalTo(head(repo, "main")));
    }

    @Test
    void aPickAndARevertAreFinishedAsTheyWouldHaveBeen() {
        String repo = torn();
        String picked = post(repo, "cherry-pick", "{'commit':'side~1'}").path("details.conflict_id");
        resolve(repo, picked, "{'path':'f','content':'both'}").then()
                .statusCode(201)
                .body("original_commit", equalTo(shown(repo, "side~1").path("hash")))
                .body("hash", equalTo(head(repo, "main")));
        Response met = post(repo, "revert", "{'commit':'main~1'}");
        refused(met.then(), 409, "CONFLICT").body("details.operation", equalTo("revert"));
        resolve(repo, met.path("details.conflict_id"), "{'path':'f','use':'theirs'}").then()
                .statusCode(201)
                .body("new_commit", equalTo(head(repo, "main")));
        assertThat(text(repo, "f", "main")).isEqualTo("a\nb\nc\n");
    }

    @Test
    void whatWouldBeEmptyAfterItsResolutionIsNotMade() {
        String repo = torn();
        String before = head(repo, "main");
        String id = post(repo, "cherry-pick", "{'commit':'side~1'}").path("details.conflict_id");
        refused(resolve(repo, id, "{'path':'f','use':'ours'}").then(), 409, "EMPTY_COMMIT");
        assertThat(head(repo, "main")).isEqualTo(before);
        resolve(repo, id, "{'path':'f','use':'theirs'}").then().statusCode(201);
    }

    @Test
    void aFileThatOneSideChangedAndTheOtherDeletedHasNoTextOnOneSide() {
        String repo = torn();
        RestServer.json("{'branch':'side','message':'m','actions':[{'op':'delete','path':'f'}]}")
                .post("/repos/" + repo + "/commits")
                .then()
                .statusCode(201);
        Response met = merge(repo);
        refused(met.then(), 409, "CONFLICT").body("details.files[0].kind", equalTo("modify_delete"))
                .body("details.files[0].theirs", nullValue())
                .body("details.files[0].theirs_version", nullValue())
                .body("details.files[0].ours", equalTo("a\nours\nc\n"));
        resolve(repo, met.path("details.conflict_id"), "{'path':'f','use':'theirs'}").then().statusCode(200);
        assertThat(text(repo, "f", "main")).isEmpty();
    }

    @Test
    void linesOfTheFavoredSideWin() {
        String repo = torn();
        post(repo, "merge", "{'source':'side','favor':'theirs'}").then().statusCode(200);
        assertThat(text(repo, "f", "main")).isEqualTo("a\ntheirs\nc\n");
    }

    @Test
    void aConflictIsItsCreatorsAlone() {
        String repo = torn();
        String id = merge(repo).path("details.conflict_id");
        String other = newRepo();
        refused(conflict(other, id).then(), 404, "CONFLICT_NOT_FOUND");
        refused(conflict(repo, "0".repeat(32)).then(), 404, "CONFLICT_NOT_FOUND");
        refused(conflict(repo, "x").then(), 404, "CONFLICT_NOT_FOUND");
    }
}
