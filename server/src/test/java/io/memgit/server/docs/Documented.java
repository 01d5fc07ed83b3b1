package io.memgit.server.docs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    private final JsonNode document;
    private final SchemaCheck schemas;
    private final Set<String> seen = new TreeSet<>();

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

    /**
     * What is not as documented about an answer, one sentence each.
     *
     * @param path
     *            the path as sent, without the query
     * @param mediaType
     *            the Content-Type of the answer, empty when there was none
     */
    public List<String> mistakes(String method, String path, int status, String mediaType, byte[] body) {
        Optional<JsonNode> operation = operation(method.equals("HEAD") ? "GET" : method, path);
        if (operation.isEmpty())
            return status == 404 || status == 405 || status == 204
                    ? List.of()
                    : List.of(method + " " + path + " is not documented, but answers " + status);
        seen.add(operation.get().get("operationId").asString());
        JsonNode responses = operation.get().get("responses");
        JsonNode response = responses.has(Integer.toString(status))
                ? responses.get(Integer.toString(status))
                : status >= 400 ? responses.get("default") : null;
        if (response == null)
            return List.of(method + " " + path + " answers " + status + ", which is not documented");
        List<String> mistakes = new ArrayList<>();
        content(response, mediaType, body, mistakes);
        return mistakes.stream().map(m -> method + " " + path + " " + status + ": " + m).toList();
    }

    /** The operations that no answer was checked for. */
    public Set<String> unseen() {
        Set<String> all = new TreeSet<>();
        document.get("paths").valueStream()
                .forEach(p -> p.valueStream().forEach(o -> all.add(o.get("operationId").asString())));
        all.removeAll(seen);
        return all;
    }

    private void content(JsonNode response, String contentType, byte[] body, List<String> mistakes) {
        if (body.length == 0)
            return;
        String mediaType = contentType.replaceAll(";.*", "").strip();
        JsonNode content = response.path("content");
        if (!content.has(mediaType)) {
            mistakes.add("is " + mediaType + ", documented is " + content.propertyNames());
            return;
        }
        if (!mediaType.endsWith("json"))
            return;
        try {
            mistakes.addAll(schemas.mistakes(MAPPER.readTree(body), content.get(mediaType).get("schema")));
        } catch (JacksonException e) {
            mistakes.add("is no JSON: " + new String(body, StandardCharsets.UTF_8));
        }
    }

    /** Literal words win over names, and one segment over the rest of the path, as in the routes. */
    private Optional<JsonNode> operation(String method, String path) {
        String[] wanted = path.substring(1).split("/", -1);
        JsonNode best = null;
        int bestScore = -1;
        for (Map.Entry<String, JsonNode> entry : document.get("paths").properties()) {
            int score = score(entry.getKey().substring(1).split("/", -1), wanted);
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (score > bestScore && !operation.isMissingNode()) {
                best = operation;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int score(String[] template, String[] path) {
        boolean hasRest = template[template.length - 1].startsWith("{");
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
