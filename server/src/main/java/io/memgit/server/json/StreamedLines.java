package io.memgit.server.json;

import io.memgit.server.web.JsonLines;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values one after another out of one parser, which holds a single value at a time. */
final class StreamedLines implements JsonLines {

    private final JsonMapper mapper;
    private final JsonParser parser;
    private final Runnable forgotten;

    /**
     * @param forgotten
     *            told whenever the parser holds nothing of the values before any more
     */
    StreamedLines(JsonMapper mapper, InputStream in, Runnable forgotten) {
        this.forgotten = forgotten;
        this.mapper = mapper;
        this.parser = mapper.createParser(in);
    }

    @Override
    public <T> Optional<T> next(Class<T> type) {
        try {
            JsonToken token = parser.nextToken();
            forgotten.run();
            if (token == null)
                return Optional.empty();
            T value = mapper.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(parser);
            if (value == null)
                throw JsonMistake.nothing();
            return Optional.of(value);
        } catch (JacksonException e) {
            throw JsonMistake.of(e).with("line", parser.currentTokenLocation().getLineNr()).asException();
        }
    }
}
