package io.memgit.server.web;

import io.memgit.server.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a call.
 *
 * @param status
 *            the HTTP status
 * @param content
 *            the body
 * @param headers
 *            further headers, in the order in which they were added
 */
public record Answer(int status, Content content, List<Header> headers) {

    /** One header line. */
    public record Header(String name, String value) {}

    /** A body. */
    public sealed interface Content {}

    /** No body at all. */
    public record Nothing() implements Content {}

    /**
     * A value that is written as JSON.
     *
     * @param value
     *            a record, map or list, or a {@link JsonWriting} that writes itself
     * @param replayed
     *            what a replay by idempotency key shows instead, when the value holds a secret that is
     *            told once
     */
    public record Json(Object value, Optional<Object> replayed) implements Content {}

    /**
     * Bytes that are there, written as they are. Ranges of them can be asked for.
     *
     * @param mediaType
     *            the Content-Type
     * @param bytes
     *            never modified
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bytes(String mediaType, byte[] bytes) implements Content {}

    /**
     * Bytes that are made while they are sent.
     *
     * @param mediaType
     *            the Content-Type
     * @param source
     *            writes the whole body; a failure in it ends the connection without the end of the body
     */
    public record Streamed(String mediaType, Source source) implements Content {}

    /** Tells that the call did not do what it asks for. */
    public record Refusal(Problem problem) implements Content {}

    /** Writes a body to the client; blocks while the client does not take it. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer ok(Object value) {
        return json(200, value);
    }

    /**
     * 201 with the {@code Location} {@code /api/v1} + {@code path}, which is percent-encoded already.
     */
    public static Answer created(Object value, String path) {
        return json(201, value).header("Location", "/api/v1" + path);
    }

    public static Answer noContent() {
        return new Answer(204, new Nothing(), List.of());
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, new Json(value, Optional.empty()), List.of());
    }

    /**
     * A value with a secret in it, and what a replay of the same call by its idempotency key shows
     * instead.
     */
    public static Answer once(int status, Object value, Object replayed) {
        return new Answer(status, new Json(value, Optional.of(replayed)), List.of());
    }

    public static Answer bytes(String mediaType, byte[] bytes) {
        return new Answer(200, new Bytes(mediaType, bytes), List.of());
    }

    public static Answer streamed(String mediaType, Source source) {
        return new Answer(200, new Streamed(mediaType, source), List.of());
    }

    public static Answer problem(Problem problem) {
        return new Answer(problem.status(), new Refusal(problem), List.of());
    }

    public Answer header(String name, String value) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(name, value));
        return new Answer(status, content, more);
    }

    /** The number of the event that this write made, as {@code X-Sequence}. */
    public Answer sequence(long number) {
        return header("X-Sequence", Long.toString(number));
    }

    /** The entity tag, without quotes. Where none is set, a GET of JSON gets one over its bytes. */
    public Answer etag(String tag) {
        return header("ETag", '"' + tag + '"');
    }

    /** May be kept for ever by the client: what it shows was named by a full hash. */
    public Answer immutable() {
        return header("Cache-Control", "private, max-age=31536000, immutable");
    }

    /** Must not be kept by anybody: it holds a secret. */
    public Answer noStore() {
        return header("Cache-Control", "no-store");
    }

    /** Adds the {@code Link} to the next page; nothing when there is none. */
    public Answer next(Call call, @Nullable String cursor) {
        return cursor == null ? this : header("Link", PageLink.next(call, cursor));
    }

    /** The value of a header that was set, the first of its name. */
    public Optional<String> header(String name) {
        return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).findFirst();
    }
}
