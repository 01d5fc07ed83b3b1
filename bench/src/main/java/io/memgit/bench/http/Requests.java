package io.memgit.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An endless row of encoded requests of one kind, and the status that each must be answered with.
 */
final class Requests {

    private static final int OK = 200;
    private static final int CREATED = 201;

    /** Makes the request of a number that counts up. */
    @FunctionalInterface
    private interface Maker {
        ByteBuffer make(int number);
    }

    private final int expectedStatus;
    private final Maker maker;
    private int number;

    private Requests(int expectedStatus, Maker maker) {
        this.expectedStatus = expectedStatus;
        this.maker = maker;
    }

    /** One page, over and over. */
    static Requests of(String path) {
        ByteBuffer request = encode("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return new Requests(OK, _ -> request.duplicate());
    }

    /** Reads of files by path, in a circle. */
    static Requests reads(String repository, String token, List<String> paths) {
        List<ByteBuffer> requests = new ArrayList<>();
        for (String path : paths)
            requests.add(encode("GET /api/v1/repos/" + repository + "/read/" + path + " HTTP/1.1\r\n" + head(token)
                    + "\r\n"));
        return new Requests(OK, number -> requests.get(number % requests.size()).duplicate());
    }

    /** Commits without an expected head, each of one file of 100 B with content that is new. */
    static Requests commits(String repository, String token, List<String> paths) {
        String start = "POST /api/v1/repos/" + repository + "/commits HTTP/1.1\r\n" + head(token)
                + "Content-Type: application/json\r\nContent-Length: ";
        return new Requests(CREATED, number -> {
            String body = String.format(Locale.ROOT, "{\"branch\":\"main\",\"message\":\"a message\",\"actions\":"
                    + "[{\"op\":\"put\",\"path\":\"%s\",\"content\":\"%-99s\\n\"}]}", paths.get(number % paths.size()),
                    number + " " + repository);
            return encode(start + body.length() + "\r\n\r\n" + body);
        });
    }

    /** Writes of files of a workspace, in a circle, each of 100 B with content that is new. */
    static Requests workspaceEdits(String repository, String token, String workspace, List<String> paths) {
        String start = "PUT /api/v1/repos/" + repository + "/workspaces/" + workspace + "/files/";
        String end = " HTTP/1.1\r\n" + head(token)
                + "Content-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\n";
        return new Requests(OK, number -> encode(start + paths.get(number % paths.size()) + end
                + String.format(Locale.ROOT, "%-99s\n", number + " " + workspace)));
    }

    /** Commits of a workspace, which has to be edited between any two of them. */
    static Requests workspaceCommits(String repository, String token, String workspace) {
        String body = "{\"message\":\"a message\"}";
        ByteBuffer request = encode("POST /api/v1/repos/" + repository + "/workspaces/" + workspace
                + "/commit HTTP/1.1\r\n" + head(token) + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
        return new Requests(CREATED, _ -> request.duplicate());
    }

    int expectedStatus() {
        return expectedStatus;
    }

    ByteBuffer next() {
        return maker.make(number++);
    }

    private static String head(String token) {
        return "Host: localhost\r\nAccept: application/json\r\nAuthorization: Bearer " + token + "\r\n";
    }

    private static ByteBuffer encode(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
