package io.memgit.server.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Compares a JSON value with a schema in the part of JSON Schema that the API document uses;
 * anything else fails.
 */
final class SchemaCheck {

    private static final List<String> KNOWN = List.of("$ref", "anyOf", "type", "enum", "format", "pattern",
            "properties",
            "required", "additionalProperties", "items", "minimum", "maximum", "description");

    private final JsonNode document;

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What does not fit, one sentence each; empty when all does. */
    List<String> mistakes(JsonNode value, JsonNode schema) {
        List<String> mistakes = new ArrayList<>();
        check("$", value, schema, mistakes);
        return mistakes;
    }

    private void check(String at, JsonNode value, JsonNode schema, List<String> mistakes) {
        schema.propertyNames().stream().filter(n -> !KNOWN.contains(n))
                .forEach(n -> mistakes.add("the schema uses " + n));
        if (schema.has("$ref")) {
            check(at, value, resolve(schema), mistakes);
            return;
        }
        if (schema.has("anyOf")) {
            boolean fits = schema.get("anyOf").valueStream().anyMatch(s -> mistakes(value, s).isEmpty());
            if (!fits)
                mistakes.add(at + " is " + value + ", which fits none of " + schema.get("anyOf"));
            return;
        }
        if (schema.has("type") && !isOf(value, schema.get("type").asString())) {
            mistakes.add(at + " is " + value + ", not " + schema.get("type"));
            return;
        }
        checkText(at, value, schema, mistakes);
        if (value.isObject())
            checkObject(at, value, schema, mistakes);
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++)
                check(at + "[" + i + "]", value.get(i), schema.get("items"), mistakes);
        }
    }

    private static void checkText(String at, JsonNode value, JsonNode schema, List<String> mistakes) {
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals))
            mistakes.add(at + " is " + value + ", not one of " + schema.get("enum"));
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asString()).matcher(value.asString()).find())
            mistakes.add(at + " is " + value + ", not " + schema.get("pattern"));
        if (schema.path("format").asString("").equals("date-time")
                && !value.asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
            mistakes.add(at + " is " + value + ", no time in UTC with three digits");
    }

    private void checkObject(String at, JsonNode value, JsonNode schema, List<String> mistakes) {
        JsonNode properties = schema.path("properties");
        schema.path("required").valueStream().map(JsonNode::asString).filter(n -> !value.has(n))
                .forEach(n -> mistakes.add(at + " lacks " + n));
        for (String name : value.propertyNames()) {
            JsonNode inner = properties.path(name);
            JsonNode others = schema.path("additionalProperties");
            if (!inner.isMissingNode())
                check(at + "." + name, value.get(name), inner, mistakes);
            else if (others.isObject())
                check(at + "." + name, value.get(name), others, mistakes);
            else if (others.isBoolean() && !others.asBoolean())
                mistakes.add(at + " has " + name + ", which the document does not know");
        }
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode found = document.at(schema.get("$ref").asString().substring(1));
        if (found.isMissingNode())
            throw new AssertionError("nothing at " + schema.get("$ref"));
        return found;
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("no such type: " + type);
        };
    }
}
