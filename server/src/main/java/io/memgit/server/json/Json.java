package io.memgit.server.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.memgit.server.web.JsonLines;
import io.memgit.server.web.JsonWriting;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON. Thread-safe; one instance serves the process. */
public final class Json {

    // A file of 100 MiB in base64 and some room: what is longer ends before it fills the memory.
    static final int MAX_STRING_CHARS = 150 << 20;
    private static final int MAX_NAME_CHARS = 1024;
    private static final int MAX_NUMBER_CHARS = 64;

    private final JsonMapper mapper;

    /**
     * @param maxDepth
     *            the deepest nesting of arrays and objects in a request
     */
    public Json(int maxDepth) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(MAX_STRING_CHARS)
                .maxNameLength(MAX_NAME_CHARS)
                .maxNumberLength(MAX_NUMBER_CHARS)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .build();
        mapper = configure(JsonMapper.builder(factory)).addModule(new GitTypes())
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new RequiredFields()))
                .build();
    }

    private static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING,
                        EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.SORT_CREATOR_PROPERTIES_FIRST,
                        MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, c -> {
                    c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    c.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withConfigOverride(Optional.class, o -> o.setInclude(onlyWhenThere()))
                .withConfigOverride(OptionalInt.class, o -> o.setInclude(onlyWhenThere()))
                .withConfigOverride(OptionalLong.class, o -> o.setInclude(onlyWhenThere()));
    }

    private static JsonInclude.Value onlyWhenThere() {
        return JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS);
    }

    /**
     * Writes a value.
     *
     * @return its UTF-8 bytes
     */
    public byte[] write(Object value) {
        if (!(value instanceof JsonWriting writing))
            return mapper.writeValueAsBytes(value);
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator generator = mapper.createGenerator(bytes)) {
            writing.writeTo(generator);
            generator.flush();
            return bytes.toByteArray();
        }
    }

    /**
     * Reads one value, and nothing after it.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             {@code INVALID_REQUEST} with the field's name
     */
    public <T> T read(byte[] bytes, Class<T> type) {
        try {
            T value = reader(type).readValue(bytes);
            if (value == null)
                throw JsonMistake.nothing();
            return value;
        } catch (JacksonException e) {
            throw JsonMistake.of(e).asException();
        }
    }

    /**
     * Reads values from a stream one by one.
     *
     * @param forgotten
     *            told whenever nothing is held of the values before any more
     */
    public JsonLines lines(InputStream in, Runnable forgotten) {
        return new StreamedLines(mapper, in, forgotten);
    }

    private ObjectReader reader(Class<?> type) {
        return mapper.readerFor(type);
    }
}
