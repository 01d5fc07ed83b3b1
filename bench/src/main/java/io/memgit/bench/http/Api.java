package io.memgit.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few calls that make what the load runs on. */
final class Api implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    Api(URI server) {
        this.api = server.resolve("/api/v1/");
    }

    /** A token for the user {@code admin}. */
    String login(String password) throws IOException, InterruptedException {
        String answer = post("auth/login", "", "{\"username\":\"admin\",\"password\":\"" + password + "\"}", OK);
        Matcher token = TOKEN.matcher(answer);
        if (!token.find())
            throw new IOException("the answer to the login has no token");
        return token.group(1);
    }

    /** Makes a repository, in memory or on disk, with a file at each of {@code paths}. */
    void createRepository(String token, String id, boolean memoryOnly, List<String> paths)
            throws IOException, InterruptedException {
        post("repos", token, "{\"id\":\"" + id + "\",\"memory_only\":" + memoryOnly + "}", CREATED);
        String actions = paths.stream()
                .map(path -> "{\"op\":\"create\",\"path\":\"" + path + "\",\"content\":\"%-99s\\n\"}".formatted(path))
                .collect(Collectors.joining(","));
        post("repos/" + id + "/commits", token,
                "{\"branch\":\"main\",\"message\":\"first\",\"actions\":[" + actions + "]}", CREATED);
    }

    /** Makes a set of realities in one call. */
    void createRealities(String token, String repository, int count) throws IOException, InterruptedException {
        String made = post("repos/" + repository + "/parallel-realities", token, "{\"count\":" + count + "}", CREATED);
        if (!made.replace(" ", "").contains("\"count\":" + count))
            throw new IOException("the answer does not count " + count + " realities");
    }

    /** Makes a workspace on the default branch, and tells its id. */
    String createWorkspace(String token, String repository) throws IOException, InterruptedException {
        Matcher id = ID.matcher(post("repos/" + repository + "/workspaces", token, "{}", CREATED));
        if (!id.find())
            throw new IOException("the new workspace has no id");
        return id.group(1);
    }

    @Override
    public void close() {
        client.close();
    }

    private String post(String path, String token, String body, int expectedStatus)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty())
            request.header("Authorization", "Bearer " + token);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expectedStatus)
            throw new IOException("POST " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
        return answer.body();
    }
}
