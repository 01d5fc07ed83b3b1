package io.memgit.server.docs;

import io.memgit.server.problem.Code;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of every problem. */
final class ProblemSchema {

    static final Map<String, Object> SCHEMA = schema();

    private ProblemSchema() {}

    private static Map<String, Object> schema() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", text);
        properties.put("title", text);
        properties.put("status", Map.of("type", "integer", "minimum", 400, "maximum", 599));
        properties.put("detail", text);
        properties.put("code", Map.of("type", "string", "enum", Arrays.stream(Code.values()).map(Enum::name).toList()));
        properties.put("error", Map.of("type", "string", "description", "The same text as detail."));
        properties.put("details", Map.of("type", "object"));
        properties.put("request_id", text);
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()),
                "additionalProperties", false);
    }
}
