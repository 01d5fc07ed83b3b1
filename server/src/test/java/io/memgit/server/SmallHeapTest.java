package io.memgit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A data directory that holds more than the heap of the next start takes. */
class SmallHeapTest {

    private static final int FILES = 20;
    private static final int FILE_BYTES = 4 << 20;
    private static final String PASSWORD = "correct horse battery";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(3);
    private String url = "";

    @Test
    void aStartTakesWhatTheHeapTakesAndLeavesTheRestInFiles() throws IOException, InterruptedException {
        String[] written = new String[FILES];
        try (MemgitProcess server = start(256)) {
            url = ready(server);
            assertThat(post("/repos", Map.of("id", "large")).statusCode()).isEqualTo(201);
            for (int i = 0; i < FILES; i++) {
                written[i] = content();
                assertThat(put(i, written[i]).statusCode()).isEqualTo(201);
            }
        }
        try (MemgitProcess server = start(96)) {
            url = ready(server);
            for (int i = 0; i < FILES; i++)
                assertThat(send(request("/repos/large/read/file" + i + "?raw=true").GET()).body())
                        .isEqualTo(written[i]);
            assertThat(put(FILES, "small").statusCode()).isEqualTo(201);
        }
    }

    private MemgitProcess start(int heapMib) throws IOException {
        return MemgitProcess.start(heapMib, folder, Map.of("MEMGIT_ADMIN_PASSWORD", PASSWORD), "--port", "0",
                "--data", folder.resolve("data").toString());
    }

    private static String ready(MemgitProcess server) throws IOException {
        String line = server.firstLine();
        Matcher ready = Pattern.compile("memgit ready on (http://127\\.0\\.0\\.1:\\d+)").matcher(line);
        assertThat(ready.matches()).as("%s %s", line, server.errors()).isTrue();
        return ready.group(1);
    }

    private HttpResponse<String> put(int number, String content) throws IOException, InterruptedException {
        return post("/repos/large/commits", Map.of("branch", "main", "message", "number " + number, "actions",
                List.of(Map.of("op", "put", "path", "file" + number, "content", content))));
    }

    private String content() {
        byte[] bytes = new byte[FILE_BYTES / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).header("Authorization", "Basic " + basic);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
