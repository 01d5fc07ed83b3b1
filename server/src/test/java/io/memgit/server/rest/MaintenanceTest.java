package io.memgit.server.rest;

import static io.memgit.server.rest.RepositoriesTest.refused;
import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.json;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.memgit.server.operations.Operation;
import io.memgit.server.operations.OperationBody.State;
import io.memgit.server.operations.Operations;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MaintenanceTest {

    @Test
    void foldingPacksWhatIsReachableAndDropsTheRest() {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        String head = commit(repo, "main", "a", "2");
        admin().post("/repos/" + repo + "/maintenance?dry_run=true").then().statusCode(200).body("packs", equalTo(0));
        admin().post("/repos/" + repo + "/maintenance")
                .then()
                .statusCode(200)
                .header("X-Sequence", "2")
                .body("packs", equalTo(1))
                .body("objects", equalTo(6))
                .body("size_bytes", greaterThanOrEqualTo(1))
                .body("duration_ms", greaterThanOrEqualTo(0));
        admin().get("/repos/" + repo).then().body("head", equalTo(head)).body("object_count", equalTo(6));
        commit(repo, "main", "a", "3");
    }

    @Test
    void aLargeOneIsDoneInTheBackgroundAndCanBeLookedAt() throws InterruptedException {
        String repo = newRepo();
        commit(repo, "main", "a", "1");
        Response begun = admin().header("Prefer", "handling=lenient, respond-async")
                .post("/repos/" + repo + "/maintenance");
        String id = begun.then()
                .statusCode(202)
                .header("Preference-Applied", "respond-async")
                .header("Location", startsWith("/api/v1/operations/"))
                .body("kind", equalTo("maintenance"))
                .extract()
                .path("id");
        Response now = admin().get("/operations/" + id);
        while (now.path("state").equals("running")) {
            Thread.onSpinWait();
            now = admin().get("/operations/" + id);
        }
        now.then().body("state", equalTo("succeeded")).body("result.packs", equalTo(1)).body("progress",
                notNullValue()).body("$", not(hasKey("error")));
        refused(admin().get("/operations/" + "0".repeat(32)).then(), 404, "OPERATION_NOT_FOUND");
    }

    @Test
    void whatFailsIsToldToWhoeverBeganItAndForgottenInTime() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        try (Operations operations = new Operations(2, new Random(1), now::get)) {
            CountDownLatch go = new CountDownLatch(1);
            Operation refused = operations.start("k", "anna", _ -> {
                throw Problem.of(Code.OVERLOADED, "no").asException();
            });
            Operation running = operations.start("k", "anna", o -> {
                o.progress("waiting", 1, 2);
                await(go);
                return Map.of("a", 1);
            });
            awaitEnd(refused);
            assertThat(refused.body().state()).isEqualTo(State.FAILED);
            assertThat(refused.body().error().orElseThrow().code()).isEqualTo(Code.OVERLOADED);
            assertThat(operations.find(running.id(), "bert")).isEmpty();
            now.addAndGet(1);
            Operation third = operations.start("k", "anna", _ -> {
                await(go);
                return Map.of();
            });
            assertThat(operations.find(refused.id(), "anna")).as("it gave way").isEmpty();
            assertThatThrownBy(() -> operations.start("k", "anna", _ -> Map.of()))
                    .isInstanceOf(ProblemException.class);
            go.countDown();
            awaitEnd(running);
            awaitEnd(third);
            assertThat(running.body().result()).hasValue(Map.of("a", 1));
            now.addAndGet(Duration.ofHours(1).toNanos() + 1);
            assertThat(operations.find(running.id(), "anna")).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitEnd(Operation operation) {
        while (operation.body().state() == State.RUNNING)
            Thread.onSpinWait();
    }

    @Test
    void aRepositoryThatIsNotThereIsNotMaintained() {
        refused(json("{}").post("/repos/nowhere/maintenance").then(), 404, "REPO_NOT_FOUND");
    }
}
