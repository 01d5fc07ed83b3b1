package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.admin;
import static io.memgit.server.rest.RestServer.anybody;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void thePoolTellsWhatRepositoriesTake() {
        String name = newRepo();
        commit(name, "main", "file", "content");
        long limit = Runtime.getRuntime().maxMemory() / 2;
        admin().get("/pool/stats")
                .then()
                .statusCode(200)
                .body("total_repositories", greaterThan(0))
                .body("active_repositories", greaterThan(0))
                .body("idle_repositories", greaterThanOrEqualTo(0))
                .body("evicted_count", greaterThanOrEqualTo(0))
                .body("memory_bytes", greaterThan(2_000))
                .body("memory_limit_bytes.toLong()", equalTo(limit))
                .body("disk_bytes", greaterThanOrEqualTo(0));
    }

    @Test
    void aCleanupTakesNothingAwayThatIsWithinTheBounds() {
        String name = newRepo();
        commit(name, "main", "file", "content");
        admin().post("/pool/cleanup")
                .then()
                .statusCode(200)
                .body("evicted", lessThan(1))
                .body("freed_bytes", greaterThanOrEqualTo(0));
        admin().get("/repos/" + name + "/read/file").then().statusCode(200).body("content", equalTo("content"));
    }

    @Test
    void thePoolIsNotForEverybody() {
        anybody().get("/pool/stats").then().statusCode(401);
        anybody().post("/pool/cleanup").then().statusCode(401);
    }
}
