package io.memgit.server.web;

import tools.jackson.core.JsonGenerator;

/**
 * A value that writes its own JSON, for answers that are too frequent to be looked at by
 * reflection.
 */
@FunctionalInterface
public interface JsonWriting {

    /** Writes exactly one JSON value. */
    void writeTo(JsonGenerator json);
}
