package io.memgit.server.docs;

import io.memgit.server.problem.Code;
import io.memgit.server.route.Access;
import io.memgit.server.route.Route;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a route can answer, by status: its successes with their headers, and its problems with their
 * codes, which a
 * program finds under {@code x-codes}.
 */
final class Responses {

    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, Object> NUMBER = Map.of("type", "integer");
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final int PARTIAL = 206;

    private final Route route;
    private final Schemas schemas;

    private Responses(Route route, Schemas schemas) {
        this.route = route;
        this.schemas = schemas;
    }

    static Map<String, Object> of(Route route, Schemas schemas) {
        return new Responses(route, schemas).all();
    }

    private Map<String, Object> all() {
        Map<String, Object> responses = new TreeMap<>();
        route.answers().forEach((status, rule) -> responses.put(status.toString(), answer(status, rule)));
        if (isRead() && !isGit() && route.answers().containsKey(200))
            responses.put("304", Map.of("description", "The client has it already.", "headers", headers(200)));
        problems().forEach((status, codes) -> responses.putIfAbsent(Integer.toString(status), problem(status, codes)));
        responses.put("default", problem(0, Set.of()));
        return responses;
    }

    private Map<String, Object> answer(int status, Route.AnswerRule rule) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", switch (status) {
            case 201 -> "Made.";
            case 202 -> "Begun.";
            case 204 -> "Done.";
            case PARTIAL -> "The part that Range asks for.";
            default -> "As asked.";
        });
        answer.put("headers", headers(status));
        if (!rule.mediaTypes().isEmpty()) {
            Map<String, Object> content = new LinkedHashMap<>();
            for (String mediaType : rule.mediaTypes())
                content.put(mediaType, Map.of("schema", schemas.of(rule.type(), mediaType, Schemas.Direction.ANSWER)));
            answer.put("content", content);
        }
        return answer;
    }

    private Map<String, Object> headers(int status) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("X-Request-Id", always("The name of this request in the log.", TEXT));
        if (isRead() && !isGit())
            headers.put("ETag", always("Names this state, for If-None-Match.", TEXT));
        if (status == 201 || status == 202)
            headers.put("Location", mostly("Where it is; not in a dry run.", TEXT));
        if (route.isRepositoryWrite() && status != 202)
            headers.put("X-Sequence", mostly("The number of the event; not in a dry run.", NUMBER));
        if (route.understands("cursor"))
            headers.put("Link", maybe("The next page, with rel=next.", TEXT));
        if (route.understands("cursor") && rule(status).type().isArray())
            headers.put("X-Next-Cursor", maybe("The cursor of the next page.", TEXT));
        addRepeatable(headers);
        if (status == PARTIAL)
            headers.put("Content-Range", always("Which part it is.", TEXT));
        return headers;
    }

    private Route.AnswerRule rule(int status) {
        return Objects.requireNonNull(route.answers().get(status));
    }

    private void addRepeatable(Map<String, Object> headers) {
        if (route.understands("dry_run"))
            headers.put("X-Dry-Run", maybe("true where nothing was done.", TEXT));
        if (route.isReplayed())
            headers.put("Idempotency-Replayed", maybe("true where the first answer is given again.", TEXT));
    }

    /**
     * The codes that a route can answer, by status: its own and those that follow from what it takes.
     */
    private Map<Integer, Set<String>> problems() {
        Set<Code> codes = new LinkedHashSet<>(route.problems());
        codes.addAll(List.of(Code.INVALID_REQUEST, Code.INVALID_PATH));
        if (route.access() != Access.OPEN)
            codes.addAll(List.of(Code.UNAUTHORIZED, Code.INVALID_CREDENTIALS, Code.RATE_LIMITED));
        if (route.access().action().isPresent())
            codes.add(Code.FORBIDDEN);
        if (route.path().contains("{repo}"))
            codes.add(Code.REPO_NOT_FOUND);
        if (route.body().isPresent())
            codes.addAll(List.of(Code.REQUEST_TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE));
        if (route.isReplayed())
            codes.add(Code.IDEMPOTENCY_MISMATCH);
        if (route.understands("cursor"))
            codes.add(Code.INVALID_CURSOR);
        Map<Integer, Set<String>> byStatus = new TreeMap<>();
        codes.forEach(c -> byStatus.computeIfAbsent(c.status(), s -> new TreeSet<>()).add(c.name()));
        if (route.conditional())
            byStatus.put(412, Set.of(Code.HEAD_MOVED.name()));
        if (route.answers().containsKey(PARTIAL))
            byStatus.put(416, Set.of(Code.INVALID_REQUEST.name()));
        return byStatus;
    }

    private Map<String, Object> problem(int status, Set<String> codes) {
        String description = codes.isEmpty() ? "Any other problem." : "Refused: " + String.join(", ", codes) + ".";
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("X-Request-Id", always("The name of this request in the log.", TEXT));
        if (status == 401)
            headers.put("WWW-Authenticate", always("How to sign in.", TEXT));
        if (status == 429 || status == 503)
            headers.put("Retry-After", always("Try again after so many seconds.", NUMBER));
        if (status == 416)
            headers.put("Content-Range", always("How many bytes there are.", TEXT));
        addRepeatable(headers);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(PROBLEM, Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")));
        if (isGit())
            content.put("text/plain", Map.of("schema", TEXT));
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("description", description);
        problem.put("headers", headers);
        problem.put("content", content);
        if (!codes.isEmpty())
            problem.put("x-codes", codes);
        return problem;
    }

    private boolean isRead() {
        return route.method().equals("GET");
    }

    private boolean isGit() {
        return route.path().startsWith("/git/");
    }

    private static Map<String, Object> always(String description, Map<String, Object> schema) {
        return Map.of("description", description, "required", true, "schema", schema);
    }

    /** There, but for dry runs. */
    private static Map<String, Object> mostly(String description, Map<String, Object> schema) {
        return maybe(description, schema);
    }

    private static Map<String, Object> maybe(String description, Map<String, Object> schema) {
        return Map.of("description", description, "required", false, "schema", schema);
    }
}
