package io.memgit.server.web;

import io.memgit.core.limits.ByteCount;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body of a request. It can be read once, and only in one of these ways. Reading past the
 * route's limit throws the
 * problem 413, a client that is too slow the problem 408, wherever the reading happens.
 */
public interface Body {

    /** The media type without parameters, in lower case; empty when none was given. */
    String mediaType();

    /** The declared length in bytes; −1 when it is sent in chunks. */
    long declaredLength();

    /** The raw bytes, with transfer codings removed and content codings left in. */
    InputStream stream();

    /**
     * The JSON value that the body is.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             400 {@code INVALID_REQUEST} with {@code details.field} for what does not fit
     *             {@code type}, 415 for
     *             another media type
     */
    <T> T json(Class<T> type);

    /** As {@link #json}, but an empty body is legal and gives an empty value. */
    <T> Optional<T> optionalJson(Class<T> type);

    /**
     * A sequence of JSON values, one a line, read one at a time ({@code application/x-ndjson}).
     *
     * @param size
     *            the most bytes there may be in all (413), in place of the limit of ordinary bodies
     */
    JsonLines jsonLines(ByteCount size);

    /**
     * All bytes, for routes with a limit of their own.
     *
     * @param size
     *            the most bytes there may be (413), in place of the limit of ordinary bodies
     */
    byte[] bytes(ByteCount size);
}
