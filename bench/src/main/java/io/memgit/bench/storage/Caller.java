package io.memgit.bench.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Calls a server on this machine as its admin. */
final class Caller implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;
    private final String authorization;

    Caller(URI server, String password) throws IOException {
        if (!InetAddress.getByName(server.getHost()).isLoopbackAddress())
            throw new IllegalArgumentException("load is put on this machine only, not on " + server);
        this.api = server.resolve("/api/v1/");
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Something that is done for each of many. */
    interface Work {
        void run(int number) throws IOException, InterruptedException;
    }

    /** Does it for 0 to {@code count} - 1, some at once. */
    static void forEach(int count, Work work) throws InterruptedException, ExecutionException {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(() -> {
                    places.acquire();
                    try {
                        work.run(number);
                    } finally {
                        places.release();
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(all))
                done.get();
        }
    }

    String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        require(answer.statusCode() / 100 == 2, path, answer.statusCode(), answer.body());
        return answer.body();
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(path).build(), BodyHandlers.ofString());
        require(answer.statusCode() == 200, path, answer.statusCode(), answer.body());
        return answer.body();
    }

    byte[] raw(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(path).build(), BodyHandlers.ofByteArray());
        require(answer.statusCode() == 200, path, answer.statusCode(), "");
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", authorization);
    }

    private static void require(boolean good, String path, int status, String body) throws IOException {
        if (!good)
            throw new IOException(path + " was answered with " + status + ": " + body);
    }

    @Override
    public void close() {
        client.close();
    }
}
