package io.memgit.server.docs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.name.RepoName;
import io.memgit.core.repo.Ttl;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/** Collects the JSON schemas of records, one by name for each record and direction. */
final class Schemas {

    /**
     * Which way a value goes: what may be absent in a request is not what may be absent in an answer.
     */
    enum Direction {
        REQUEST, ANSWER
    }

    private record Key(Class<?> type, Direction direction) {}

    private static final Map<String, Object> NULL = Map.of("type", "null");

    private final Map<Key, String> names = new LinkedHashMap<>();
    private final Map<String, Object> components = new TreeMap<>();

    /** The schemas by name, for {@code components.schemas}. */
    Map<String, Object> components() {
        return components;
    }

    /** The schema of a type, a reference to a component where it is a record. */
    Map<String, Object> of(Class<?> type, Direction direction) {
        return ofType(type, direction);
    }

    /** The schema of a type in a form: only JSON shows its fields. */
    Map<String, Object> of(Class<?> type, String mediaType, Direction direction) {
        return mediaType.equals("application/json") ? of(type, direction) : Map.of("type", "string");
    }

    private Map<String, Object> ofAnnotated(AnnotatedType type, Direction direction) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType();
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            if (raw == Optional.class)
                return ofAnnotated(arguments[0], direction);
            if (Collection.class.isAssignableFrom(raw))
                return array(element(arguments[0], direction));
            if (Map.class.isAssignableFrom(raw))
                return map(element(arguments[1], direction));
        }
        if (type instanceof AnnotatedArrayType array && type.getType() != byte[].class)
            return array(element(array.getAnnotatedGenericComponentType(), direction));
        return ofType(type.getType(), direction);
    }

    private Map<String, Object> element(AnnotatedType type, Direction direction) {
        Map<String, Object> schema = ofAnnotated(type, direction);
        return type.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
    }

    private Map<String, Object> ofType(Type type, Direction direction) {
        return switch (type) {
            case Class<?> raw -> ofClass(raw, direction);
            case ParameterizedType parameterized -> ofType(parameterized.getRawType(), direction);
            case WildcardType wildcard -> ofType(wildcard.getUpperBounds()[0], direction);
            case GenericArrayType array -> array(ofType(array.getGenericComponentType(), direction));
            default -> Map.of();
        };
    }

    private Map<String, Object> ofClass(Class<?> type, Direction direction) {
        if (type.isRecord() && type != RepoName.class && type != Ttl.class)
            return reference(type, direction);
        if (type.isSealed())
            return Map.of("anyOf",
                    Arrays.stream(type.getPermittedSubclasses()).map(c -> ofClass(c, direction)).toList());
        if (type.isEnum())
            return Map.of("type", "string", "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        if (type.isArray() && type != byte[].class)
            return array(ofClass(type.getComponentType(), direction));
        return simple(type);
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == boolean.class || type == Boolean.class)
            return Map.of("type", "boolean");
        if (type == int.class || type == Integer.class || type == OptionalInt.class)
            return Map.of("type", "integer", "format", "int32");
        if (type == long.class || type == Long.class || type == OptionalLong.class)
            return Map.of("type", "integer", "format", "int64");
        if (type == double.class || type == Double.class)
            return Map.of("type", "number");
        if (type == Ttl.class)
            return Map.of("type", "integer", "minimum", 1, "maximum", Ttl.MOST_SECONDS, "description",
                    "Deleted so many seconds after the last write to it; null: never. Left out of a change, it stays.");
        if (type == Instant.class)
            return Map.of("type", "string", "format", "date-time");
        if (AnyObjectId.class.isAssignableFrom(type))
            return Map.of("type", "string", "pattern", "^[0-9a-f]{40}$");
        if (CharSequence.class.isAssignableFrom(type) || type == RepoName.class || type == byte[].class)
            return Map.of("type", "string");
        return Map.class.isAssignableFrom(type) ? Map.of("type", "object") : Map.of();
    }

    private Map<String, Object> reference(Class<?> type, Direction direction) {
        Key key = new Key(type, direction);
        String known = names.get(key);
        if (known == null) {
            known = freeName(type, direction);
            names.put(key, known);
            components.put(known, Map.of());
            components.put(known, object(type, direction));
        }
        return Map.of("$ref", "#/components/schemas/" + known);
    }

    private String freeName(Class<?> type, Direction direction) {
        String simple = type.getSimpleName();
        if (!components.containsKey(simple))
            return simple;
        String directed = simple + (direction == Direction.REQUEST ? "Input" : "Output");
        if (!components.containsKey(directed))
            return directed;
        Class<?> outer = type.getEnclosingClass();
        String owner = outer == null ? type.getPackageName().replaceAll(".*\\.", "") : outer.getSimpleName();
        return owner + directed;
    }

    private Map<String, Object> object(Class<?> type, Direction direction) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(component);
            properties.put(name, property(component, direction));
            if (isRequired(component, direction))
                required.add(name);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty())
            schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(RecordComponent component, Direction direction) {
        Map<String, Object> schema = ofAnnotated(component.getAnnotatedType(), direction);
        boolean mayBeNull = direction == Direction.REQUEST ? !isRequired(component, direction) : isNullable(component);
        return mayBeNull ? nullable(schema) : schema;
    }

    private static boolean isRequired(RecordComponent component, Direction direction) {
        boolean optional = component.getType() == Optional.class || component.getType() == OptionalInt.class
                || component.getType() == OptionalLong.class;
        return switch (direction) {
            case REQUEST -> !optional && !component.getType().isPrimitive() && !isNullable(component);
            case ANSWER -> !optional;
        };
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        if (given != null && !given.value().isEmpty())
            return given.value();
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> map(Map<String, Object> values) {
        return Map.of("type", "object", "additionalProperties", values);
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        return schema.isEmpty() ? schema : Map.of("anyOf", List.of(schema, NULL));
    }
}
