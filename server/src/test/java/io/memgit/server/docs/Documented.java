package io.memgit.server.docs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API document of a running server, to hold live answers against: status, media type and every
 * field of the body
 * must be as the document says. Remembers which operations were seen, so that a test can ask for
 * those that were not.
 */
public final class Documented {

    private static final JsonMapper MAPPER = new JsonMapper();
    /** What a path or method that leads nowhere is answered with, and OPTIONS. */
    private static final Set<Integer> UNROUTED = Set.of(400, 404, 405, 204);
    private static final Set<Integer> EVERYWHERE = Set.of(408, 414, 431);
    private static final Set<String> UNLESS_DRY = Set.of("X-Sequence", "Location");
    /** Headers that are never on an answer whose document does not tell of them. */
    private static final List<String> TOLD = List.of("X-Sequence", "Location", "Link", "X-Dry-Run", "ETag",
            "Idempotency-Replayed", "WWW-Authenticate", "Content-Range", "X-Next-Cursor");

    private final JsonNode document;
    private final SchemaCheck schemas;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    /**
     * @param document
     *            the bytes of {@code /openapi.json}
     */
    public Documented(byte[] document) {
        this.document = MAPPER.readTree(document);
        this.schemas = new SchemaCheck(this.document);
    }

    /** The document itself. */
    public JsonNode document() {
        return document;
    }

    /** What came back for a request, as far as the document speaks of it. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Seen(String method, String path, int status, Map<String, String> headers, byte[] body) {

        /**
         * @param path
         *            the path as sent, without the query
         */
        public Seen {
            Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(headers);
            headers = byName;
        }
    }

    /** What is not as documented about an answer, one sentence each. */
    public List<String> mistakes(Seen answer) {
        String what = answer.method() + " " + answer.path() + " " + answer.status();
        Optional<JsonNode> operation = operation(answer.method().equals("HEAD") ? "GET" : answer.method(),
                answer.path());
        if (operation.isEmpty())
            return UNROUTED.contains(answer.status()) ? List.of() : List.of(what + ": the route is not documented");
        Optional<JsonNode> response = response(operation.get(), answer.status());
        seen.add(operation.get().get("operationId").asString() + " " + answer.status());
        if (response.isEmpty())
            return List.of(what + ": the status is not documented " + text(answer));
        List<String> mistakes = new ArrayList<>();
        headers(response.get(), answer, mistakes);
        content(response.get(), answer, mistakes);
        return mistakes.stream().map(m -> what + ": " + m).toList();
    }

    /**
     * The documented successes that no answer was checked for, as {@code operationId status}, 304 among
     * them.
     */
    public Set<String> unseen() {
        Set<String> all = new TreeSet<>();
        document.get("paths").valueStream()
                .flatMap(JsonNode::valueStream)
                .forEach(o -> o.get("responses").propertyNames().stream()
                        .filter(status -> status.startsWith("2") || status.startsWith("3"))
                        .forEach(status -> all.add(o.get("operationId").asString() + " " + status)));
        all.removeAll(seen);
        return all;
    }

    /** The methods and paths of the document, as {@code GET /path/{name}}. */
    public Set<String> routes() {
        Set<String> all = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue().propertyNames()
                .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    /**
     * What every route can answer is under "default"; whatever else a client did wrong stands there by
     * status.
     */
    private static Optional<JsonNode> response(JsonNode operation, int status) {
        JsonNode responses = operation.get("responses");
        JsonNode response = responses.path(Integer.toString(status));
        if (!response.isMissingNode())
            return Optional.of(response);
        return EVERYWHERE.contains(status) || status >= 500 ? Optional.of(responses.get("default")) : Optional.empty();
    }

    private static void headers(JsonNode response, Seen answer, List<String> mistakes) {
        JsonNode documented = response.path("headers");
        boolean dry = answer.headers().containsKey("X-Dry-Run");
        documented.properties().forEach(header -> {
            boolean required = header.getValue().get("required").asBoolean()
                    || (UNLESS_DRY.contains(header.getKey()) && !dry);
            if (required && !answer.headers().containsKey(header.getKey()))
                mistakes.add("lacks the header " + header.getKey());
        });
        for (String name : TOLD) {
            if (answer.headers().containsKey(name) && !documented.has(name))
                mistakes.add("has the header " + name + ", which is not documented");
        }
        if (dry && UNLESS_DRY.stream().anyMatch(answer.headers()::containsKey))
            mistakes.add("was a dry run, but has one of " + UNLESS_DRY);
    }

    private void content(JsonNode response, Seen answer, List<String> mistakes) {
        if (answer.body().length == 0)
            return;
        String mediaType = answer.headers().getOrDefault("Content-Type", "").replaceAll(";.*", "").strip();
        JsonNode content = response.path("content");
        if (!content.has(mediaType)) {
            mistakes.add("is " + mediaType + ", documented is " + content.propertyNames());
            return;
        }
        if (!mediaType.endsWith("json"))
            return;
        try {
            JsonNode body = MAPPER.readTree(answer.body());
            mistakes.addAll(schemas.mistakes(body, content.get(mediaType).get("schema")));
            if (mediaType.contains("problem"))
                problem(response, answer, body, mistakes);
        } catch (JacksonException e) {
            mistakes.add("is no JSON: " + text(answer));
        }
    }

    private static void problem(JsonNode response, Seen answer, JsonNode body, List<String> mistakes) {
        JsonNode codes = response.path("x-codes");
        String code = body.path("code").asString("");
        if (codes.isArray() && codes.valueStream().noneMatch(c -> c.asString().equals(code)))
            mistakes.add("has the code " + code + ", documented are " + codes + ": " + text(answer));
        if (!body.path("error").equals(body.path("detail")))
            mistakes.add("has another error than detail");
        if (body.path("status").asInt() != answer.status())
            mistakes.add("says another status");
        if (!body.path("request_id").asString("").equals(answer.headers().get("X-Request-Id")))
            mistakes.add("says another request id than its header");
    }

    private static String text(Seen answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Literal words win over names, and one segment over the rest of the path, as in the routes. */
    private Optional<JsonNode> operation(String method, String path) {
        String[] wanted = path.substring(1).split("/", -1);
        JsonNode best = null;
        int bestScore = -1;
        for (Map.Entry<String, JsonNode> entry : document.get("paths").properties()) {
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            boolean hasRest = operation.path("parameters").valueStream().anyMatch(p -> p.has("x-slashes"));
            int score = score(entry.getKey().substring(1).split("/", -1), hasRest, wanted);
            if (score > bestScore && !operation.isMissingNode()) {
                best = operation;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int score(String[] template, boolean hasRest, String[] path) {
        if (path.length < template.length || (path.length > template.length && !hasRest))
            return -1;
        int score = path.length == template.length ? 1 : 0;
        for (int i = 0; i < template.length; i++) {
            boolean name = template[i].startsWith("{");
            if (!name && !template[i].equals(path[i]))
                return -1;
            score = score * 3 + (name ? 1 : 2);
        }
        return score;
    }
}
