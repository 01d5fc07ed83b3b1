package io.memgit.server.docs;

import io.memgit.server.route.Access;
import io.memgit.server.route.Route;
import io.memgit.server.route.Routes;
import io.memgit.server.web.QueryParam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the OpenAPI 3.1 document of a table of routes. */
public final class OpenApi {

    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?}");

    private final Routes routes;
    private final String version;
    private final Schemas schemas = new Schemas();

    private OpenApi(Routes routes, String version) {
        this.routes = routes;
        this.version = version;
    }

    /** The document, as maps and lists. */
    public static Map<String, Object> describe(Routes routes, String version) {
        return new OpenApi(routes, version).document();
    }

    private Map<String, Object> document() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes.all())
            paths.computeIfAbsent(template(route.path()), p -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "memgit", "version", version, "summary", "A memory-first Git server.",
                "license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("tags", tags());
        document.put("paths", paths);
        document.put("components", components());
        document.put("security", List.of(Map.of("bearer", List.of()), Map.of("apiKey", List.of()),
                Map.of("basic", List.of())));
        return document;
    }

    private List<Map<String, String>> tags() {
        Set<String> names = routes.all().stream().map(Route::tag).collect(Collectors.toCollection(LinkedHashSet::new));
        return names.stream().map(n -> Map.of("name", n)).toList();
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", route.id());
        operation.put("tags", List.of(route.tag()));
        operation.put("summary", route.summary());
        operation.put("parameters", parameters(route));
        route.body().ifPresent(b -> operation.put("requestBody", body(b)));
        operation.put("responses", Responses.of(route, schemas));
        if (route.access() == Access.OPEN)
            operation.put("security", List.of());
        return operation;
    }

    private static List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        Matcher name = NAME.matcher(route.path());
        while (name.find())
            parameters.add(pathParameter(name.group(1), name.group(2) != null));
        route.query().forEach(q -> parameters.add(queryParameter(q)));
        if (route.isReplayed())
            parameters.add(Map.of("$ref", "#/components/parameters/IdempotencyKey"));
        if (route.method().equals("GET"))
            parameters.add(Map.of("$ref", "#/components/parameters/IfNoneMatch"));
        if (route.conditional())
            parameters.add(Map.of("$ref", "#/components/parameters/IfMatch"));
        return parameters;
    }

    private static Map<String, Object> pathParameter(String name, boolean rest) {
        String description = name.equals("repo")
                ? "The repository's name as one segment: its slashes are sent as %2F."
                : rest ? "Slashes may be sent raw or as %2F." : "One segment; a slash in it is sent as %2F.";
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "path");
        parameter.put("required", true);
        parameter.put("description", description);
        parameter.put("schema", Map.of("type", "string"));
        if (rest)
            parameter.put("x-slashes", true);
        return parameter;
    }

    private static Map<String, Object> queryParameter(QueryParam param) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", param.name());
        parameter.put("in", "query");
        parameter.put("description", param.description());
        parameter.put("schema", switch (param.type()) {
            case TEXT -> Map.of("type", "string");
            case TEXTS -> Map.of("type", "array", "items", Map.of("type", "string"));
            case FLAG -> Map.of("type", "boolean");
            case NUMBER -> Map.of("type", "integer");
            case INSTANT -> Map.of("type", "string", "format", "date-time");
        });
        return parameter;
    }

    private Map<String, Object> body(Route.BodyRule rule) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (String mediaType : rule.mediaTypes())
            content.put(mediaType, Map.of("schema", schemas.of(rule.type(), mediaType, Schemas.Direction.REQUEST)));
        return Map.of("required", rule.required(), "content", content);
    }

    private Map<String, Object> components() {
        Map<String, Object> all = new LinkedHashMap<>(schemas.components());
        all.put("Problem", ProblemSchema.SCHEMA);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", all);
        components.put("parameters", Map.of(
                "IdempotencyKey", header("Idempotency-Key", "Makes a repeated call safe; 1 to 255 visible characters."),
                "IfNoneMatch", header("If-None-Match", "The ETag of what the client has."),
                "IfMatch", header("If-Match", "In quotes, the hash that must be there: expected_head as a header.")));
        components.put("securitySchemes", Map.of(
                "bearer", Map.of("type", "http", "scheme", "bearer", "description", "A token of login, or an API key."),
                "apiKey", Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"),
                "basic", Map.of("type", "http", "scheme", "basic", "description",
                        "Any user name with a key or token as password, or name and password; what Git sends.")));
        return components;
    }

    private static Map<String, Object> header(String name, String description) {
        return Map.of("name", name, "in", "header", "description", description, "schema", Map.of("type", "string"));
    }

    private static String template(String path) {
        return NAME.matcher(path).replaceAll("{$1}");
    }
}
