package io.memgit.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server on a disk of 64 MB that somebody else fills and empties again. Needs the right to
 * mount one.
 */
class FullDiskTest {

    private static final String PASSWORD = "correct horse battery";
    private static final int DISK_MB = 64;
    private static final int RESERVE_MB = 16;

    @TempDir
    Path folder;

    private Path disk = Path.of("");
    private String url = "";

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "memgit-test", disk.toString()),
                "a file system of its own cannot be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (Files.exists(disk.resolve("data")))
            assertThat(run("umount", "--lazy", disk.toString())).isTrue();
    }

    @Test
    void writesAreRefusedFromTheReserveOnAndResumeWithoutARestart() throws IOException {
        try (MemgitProcess server = MemgitProcess.start(folder,
                Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD, "MEMGIT_STORAGE_RESERVE", RESERVE_MB + "MB"), "--port",
                "0", "--data", disk.resolve("data").toString())) {
            url = url(server);
            api().body(Map.of("id", "app")).post("/repos").then().statusCode(201);
            commit("before").then().statusCode(201);

            Path ballast = fill();
            Response refused = commitUntil(507, "during");
            refused.then()
                    .contentType("application/problem+json")
                    .body("code", equalTo("STORAGE_FULL"))
                    .body("details.outcome", equalTo("not_applied"));
            api().get("/repos/app/read/before").then().statusCode(200).body("content", equalTo("before"));
            given().get(url + "/health/ready").then().statusCode(200);
            api().body(Map.of("id", "another")).post("/repos").then().statusCode(507);

            Files.delete(ballast);
            commitUntil(201, "after");
            api().get("/repos/app/read/after").then().statusCode(200);
            api().get("/repos").then().body("repositories", hasSize(1));
        }
        assertThat(Files.exists(disk.resolve("data/ledger"))).isTrue();
    }

    @Test
    void aPushThatDoesNotFitLeavesTheRoomToOthersAndAFoldWithoutRoomIsRefused()
            throws IOException, InterruptedException {
        try (MemgitProcess server = MemgitProcess.start(folder,
                Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD, "MEMGIT_STORAGE_RESERVE", RESERVE_MB + "MB"), "--port",
                "0", "--data", disk.resolve("data").toString())) {
            url = url(server);
            api().body(Map.of("id", "app")).post("/repos").then().statusCode(201);
            commit("before").then().statusCode(201);

            assertThat(pushOfRandomBytes(DISK_MB)).isFalse();
            commitUntil(201, "after");
            assertThat(Files.getFileStore(disk).getUsableSpace()).isGreaterThan(((long) DISK_MB / 2) << 20);

            fill();
            fillUpTo(RESERVE_MB / 4);
            api().post("/repos/app/maintenance").then().statusCode(507).body("code", equalTo("STORAGE_FULL"));
            api().get("/repos/app/read/after").then().statusCode(200);
        }
    }

    @Test
    void aFirstStartOnAFullDiskEndsWithASentence() throws IOException, InterruptedException {
        fill();
        try (MemgitProcess server = MemgitProcess.start(folder,
                Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD, "MEMGIT_STORAGE_RESERVE", RESERVE_MB + "MB"), "--port",
                "0", "--data", Files.createDirectory(disk.resolve("data")).toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors().lines()).hasSize(1);
            assertThat(server.errors()).startsWith("memgit: ").contains("are to be kept free");
        }
    }

    private boolean pushOfRandomBytes(int megabytes) throws IOException, InterruptedException {
        Path work = Files.createDirectory(folder.resolve("work"));
        byte[] content = new byte[megabytes << 20];
        new Random(1).nextBytes(content);
        Files.write(work.resolve("large"), content);
        String git = work.toString();
        assertThat(run("git", "-C", git, "init", "-q")).isTrue();
        assertThat(run("git", "-C", git, "add", ".")).isTrue();
        assertThat(run("git", "-C", git, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "m"))
                .isTrue();
        String to = url.replace("http://", "http://admin:" + PASSWORD.replace(" ", "%20") + "@") + "/git/app.git";
        return run("git", "-C", git, "push", to, "HEAD:refs/heads/large");
    }

    private Path fill() throws IOException {
        return fillUpTo(RESERVE_MB - 2);
    }

    private Path fillUpTo(int freeMegabytes) throws IOException {
        Path ballast = disk.resolve("ballast-" + freeMegabytes);
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(disk).getUsableSpace() > (long) freeMegabytes << 20)
                out.write(megabyte);
        }
        return ballast;
    }

    /** The server looks at the disk now and then: tries again until it has. */
    private Response commitUntil(int status, String path) {
        Response answer = commit(path);
        for (int tries = 0; answer.statusCode() != status && tries < 2_000; tries++)
            answer = commit(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    private Response commit(String path) {
        return api().body(Map.of("branch", "main", "message", path, "allow_empty", true, "actions",
                List.of(Map.of("op", "put", "path", path, "content", path)))).post("/repos/app/commits");
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

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
