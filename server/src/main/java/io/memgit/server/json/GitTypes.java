package io.memgit.server.json;

import io.memgit.core.name.RepoName;
import io.memgit.core.repo.Ttl;
import io.memgit.server.web.JsonWriting;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How the values of Git and of time look in JSON. */
final class GitTypes extends SimpleModule {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(Ttl.MOST_SECONDS);

    GitTypes() {
        super("memgit");
        addSerializer(AnyObjectId.class, new HashWriter());
        addSerializer(RepoName.class, new NameWriter());
        addSerializer(Instant.class, new InstantWriter());
        addSerializer(JsonWriting.class, new SelfWriter());
        addDeserializer(ObjectId.class, new HashReader());
        addDeserializer(Instant.class, new InstantReader());
        addDeserializer(Ttl.class, new TtlReader());
    }

    private static final class HashWriter extends ValueSerializer<AnyObjectId> {
        @Override
        public void serialize(AnyObjectId value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.name());
        }
    }

    private static final class NameWriter extends ValueSerializer<RepoName> {
        @Override
        public void serialize(RepoName value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }

    private static final class InstantWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(MILLIS.format(value));
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            try {
                if (parser.currentToken() == JsonToken.VALUE_STRING)
                    return OffsetDateTime.parse(parser.getString()).toInstant();
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, "", "not RFC 3339");
            }
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
    }

    /** Seconds; null is for ever, and what is not there at all stays null. */
    private static final class TtlReader extends ValueDeserializer<Ttl> {
        @Override
        public Ttl deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT)
                return (Ttl) context.handleUnexpectedToken(Ttl.class, parser);
            BigInteger seconds = parser.getBigIntegerValue();
            if (seconds.signum() <= 0 || seconds.compareTo(MOST_SECONDS) > 0)
                return (Ttl) context.handleWeirdNumberValue(Ttl.class, seconds, "out of range");
            return new Ttl(seconds.longValue());
        }

        @Override
        public Ttl getNullValue(DeserializationContext context) {
            return Ttl.NEVER;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    private static final class SelfWriter extends ValueSerializer<JsonWriting> {
        @Override
        public void serialize(JsonWriting value, JsonGenerator json, SerializationContext context) {
            value.writeTo(json);
        }
    }

    private static final class HashReader extends ValueDeserializer<ObjectId> {
        @Override
        public ObjectId deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING && ObjectId.isId(parser.getString()))
                return ObjectId.fromString(parser.getString());
            return (ObjectId) context.handleUnexpectedToken(ObjectId.class, parser);
        }
    }
}
