package io.memgit.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memgit.core.trace.Strace;
import io.memgit.server.data.UnusableDirectoryException;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk says that it could not sync the log: once for each thread that writes one. */
class FailedSyncTest {

    private static final String PASSWORD = "correct horse battery";
    private static final int FAILS_AT = 20;
    private static final int MOST_TRIES = 5_000;

    @TempDir
    Path folder;

    private String url = "";

    @Test
    void aWriteThatCouldNotBeSyncedIsNotAnsweredAndTheNextOnesAre()
            throws IOException, InterruptedException, UnusableDirectoryException {
        Optional<String> hindrance = Strace.hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance.orElse(""));
        Path data = folder.resolve("data");
        List<Claim> claims = new ArrayList<>();
        try (MemgitProcess server = MemgitProcess.start(folder, Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD),
                command -> Strace.disturbing("fdatasync:error=EIO:when=" + FAILS_AT, command), "--port", "0", "--data",
                data.toString())) {
            url = url(server);
            api().body(Map.of("id", "app")).post("/repos").then().statusCode(201);
            Response failed = commitUntil(503, claims);
            failed.then().contentType("application/problem+json").body("details.outcome", equalTo("unknown"));
            api().get("/repos/app/read/f1").then().statusCode(200);
            commitUntil(201, claims);
            commitUntil(201, claims);
            given().get(url + "/health/ready").then().statusCode(200);
        }
        RecoveredData found = RecoveredData.read(data);
        assertThat(found.wrong()).isEmpty();
        for (Claim claim : claims)
            assertThat(claim.missingIn(found)).isEmpty();
        assertThat(claims).hasSizeGreaterThan(FAILS_AT / 2);
    }

    private Response commitUntil(int status, List<Claim> claims) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            String name = "f" + (claims.size() + 1);
            Response answer = api().body(Map.of("branch", "main", "message", name, "allow_empty", true, "actions",
                    List.of(Map.of("op", "put", "path", name, "content", name)))).post("/repos/app/commits");
            if (answer.statusCode() == 201)
                claims.add(new Claim.Commit("app", "main", answer.jsonPath().getString("hash"),
                        Long.parseLong(answer.header("X-Sequence"))));
            if (answer.statusCode() == status)
                return answer;
        }
        throw new AssertionError("no answer with status " + status);
    }

    private RequestSpecification api() {
        return given().baseUri(url).basePath("/api/v1").auth().preemptive().basic("admin", PASSWORD)
                .contentType(ContentType.JSON);
    }

    private static String url(MemgitProcess server) throws IOException {
        String line = server.firstLine();
        Matcher ready = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)").matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        return ready.group(1);
    }
}
