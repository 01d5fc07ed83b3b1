package io.memgit.server.http;

import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.web.Answer;
import io.memgit.server.web.ByteRange;
import io.memgit.server.web.EntityTags;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Sends answers: the headers that all have in common, conditions and ranges, and the body. */
final class AnswerWriter {

    private static final int STREAM_BUFFER = 32 * 1024;
    private static final HttpField NO_SNIFF = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField POLICY = new PreEncodedHttpField("Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox");
    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Authorization, X-API-Key, Accept");
    private static final HttpField REVALIDATE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-cache");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField PROBLEM = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    private static final HttpField RANGES = new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");
    private static final byte[] NO_BYTES = {};

    private final Json json;

    AnswerWriter(Json json) {
        this.json = json;
    }

    /**
     * Sends the whole answer; returns when the client's side has taken it.
     *
     * @throws IOException
     *             when the client is gone, or the source of a streamed body failed
     */
    void send(Answer answer, Request request, Response response) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(RequestIds.HEADER, RequestIds.of(request));
        headers.add(NO_SNIFF);
        for (Answer.Header header : answer.headers())
            headers.add(header.name(), header.value());
        if (!headers.contains("Content-Security-Policy"))
            headers.add(POLICY);
        if (request.getConnectionMetaData().getConnector().isShutdown())
            headers.put(HttpHeader.CONNECTION, "close");
        response.setStatus(answer.status());
        switch (answer.content()) {
            case Answer.Nothing n -> sendBytes(request, response, null, NO_BYTES);
            case Answer.Json j -> sendJson(request, response, json.write(j.value()));
            case Answer.Bytes b -> sendRaw(request, response, b);
            case Answer.Streamed s -> stream(request, response, s);
            case Answer.Refusal r -> refuse(request, response, r.problem());
        }
    }

    private void sendJson(Request request, Response response, byte[] bytes) throws IOException {
        boolean read = isRead(request) && response.getStatus() == 200;
        cacheHeaders(response, read);
        if (read && !response.getHeaders().contains(HttpHeader.ETAG))
            response.getHeaders().add(HttpHeader.ETAG, EntityTags.of(bytes));
        if (read && isKnown(request, response))
            notModified(request, response);
        else
            sendBytes(request, response, JSON, bytes);
    }

    private void sendRaw(Request request, Response response, Answer.Bytes content) throws IOException {
        cacheHeaders(response, isRead(request));
        HttpField type = new HttpField(HttpHeader.CONTENT_TYPE, content.mediaType());
        if (!isRead(request) || response.getStatus() != 200) {
            sendBytes(request, response, type, content.bytes());
            return;
        }
        if (isKnown(request, response)) {
            notModified(request, response);
            return;
        }
        response.getHeaders().add(RANGES);
        switch (range(request, response, content.bytes().length)) {
            case ByteRange.Whole w -> sendBytes(request, response, type, content.bytes());
            case ByteRange.Part part -> sendPart(request, response, type, content.bytes(), part);
            case ByteRange.Unsatisfiable u -> refuse(request, response, unsatisfiable(content.bytes().length));
        }
    }

    private static Problem unsatisfiable(int length) {
        return Problem.of(Code.INVALID_REQUEST, "the range begins after the end of the " + length + " bytes")
                .status(416)
                .with("header", "Range")
                .header("Content-Range", "bytes */" + length);
    }

    private static ByteRange range(Request request, Response response, int length) {
        String header = request.getHeaders().get(HttpHeader.RANGE);
        String ifRange = request.getHeaders().get(HttpHeader.IF_RANGE);
        if (header == null || (ifRange != null && !ifRange.equals(response.getHeaders().get(HttpHeader.ETAG))))
            return new ByteRange.Whole();
        return ByteRange.of(header, length);
    }

    private static void sendPart(Request request, Response response, HttpField type, byte[] bytes, ByteRange.Part part)
            throws IOException {
        response.setStatus(206);
        response.getHeaders()
                .put(HttpHeader.CONTENT_RANGE, "bytes " + part.from() + "-" + part.to() + "/" + bytes.length);
        send(request, response, type, ByteBuffer.wrap(bytes, part.from(), part.length()));
    }

    private void refuse(Request request, Response response, Problem problem) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(problem.status());
        headers.remove(HttpHeader.ETAG);
        headers.put(NO_STORE);
        problem.headers().forEach(headers::put);
        sendBytes(request, response, PROBLEM, json.write(ProblemBody.of(problem, RequestIds.of(request))));
    }

    private static void notModified(Request request, Response response) throws IOException {
        response.setStatus(304);
        send(request, response, null, ByteBuffer.wrap(NO_BYTES));
    }

    private static void cacheHeaders(Response response, boolean read) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.add(VARY);
        if (!headers.contains(HttpHeader.CACHE_CONTROL))
            headers.add(read ? REVALIDATE : NO_STORE);
    }

    private static boolean isKnown(Request request, Response response) {
        String tag = response.getHeaders().get(HttpHeader.ETAG);
        String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        return tag != null && known != null && EntityTags.matches(known, tag);
    }

    private static boolean isRead(Request request) {
        return request.getMethod().equals("GET") || isHead(request);
    }

    private static boolean isHead(Request request) {
        return request.getMethod().equals("HEAD");
    }

    private static void sendBytes(Request request, Response response, @Nullable HttpField type, byte[] bytes)
            throws IOException {
        send(request, response, type, ByteBuffer.wrap(bytes));
    }

    private static void send(Request request, Response response, @Nullable HttpField type, ByteBuffer bytes)
            throws IOException {
        if (type != null) {
            response.getHeaders().put(type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        }
        Content.Sink.write(response, true, isHead(request) ? ByteBuffer.allocate(0) : bytes);
    }

    private static void stream(Request request, Response response, Answer.Streamed content) throws IOException {
        cacheHeaders(response, isRead(request));
        if (isRead(request) && response.getStatus() == 200 && isKnown(request, response)) {
            notModified(request, response);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, content.mediaType());
        if (isHead(request)) {
            Content.Sink.write(response, true, ByteBuffer.allocate(0));
            return;
        }
        OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BUFFER);
        content.source().writeTo(out);
        out.close();
    }
}
