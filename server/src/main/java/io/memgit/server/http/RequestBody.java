package io.memgit.server.http;

import io.memgit.core.limits.ByteCount;
import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Body;
import io.memgit.server.web.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of a Jetty request, counted and timed while it is read. */
final class RequestBody implements Body {

    private static final int UNLIMITED = -1;
    /** Of JSON there are, for a moment, its bytes, its text twice, and what the text stands for. */
    private static final int JSON_WEIGHT = 4;
    /** A line is read through buffers of UTF-16, twice as large as it. */
    private static final int LINE_WEIGHT = 5;
    private static final int BYTES_WEIGHT = 2;
    /** Who is not known yet says who it is, and no more. */
    private static final long OPEN_BYTES = 64 << 10;

    private final Request request;
    private final Json json;
    private final HttpRules rules;
    private final boolean streamed;
    private final long ordinarySize;
    private final BodyMemory.Share memory;
    private final MeteredStream stream;
    private boolean takesLong;
    private boolean keeps;
    private @Nullable Object kept;

    /**
     * @param streamed
     *            whether the route has a limit of its own for raw and line-wise bodies
     * @param signedIn
     *            whether only those are let in whose credentials are right
     */
    RequestBody(Request request, Json json, HttpRules rules, BodyMemory memory, boolean streamed,
            boolean signedIn) {
        this.request = request;
        this.json = json;
        this.rules = rules;
        this.streamed = streamed;
        this.ordinarySize = Math.min(rules.limits().requestSize().bytes(), signedIn ? Long.MAX_VALUE : OPEN_BYTES);
        this.memory = memory.share();
        this.stream = new MeteredStream(Content.Source.asInputStream(request), this.memory);
    }

    /** Forgets what was read: the call is over. */
    void release() {
        memory.close();
    }

    /**
     * What is read from now on can be asked for once more: a repeated call may find out late that it is
     * one.
     */
    void keep() {
        keeps = true;
    }

    /** How long the call may take: what is large has the time of a push. */
    Duration time() {
        return takesLong ? rules.longTime() : rules.limits().requestTime();
    }

    /** What nobody has read, for those who want to see all of it; it takes no memory. */
    InputStream rest() {
        stream.weigh(0);
        if (!stream.isLimited())
            stream.limit(streamed ? UNLIMITED : ordinarySize,
                    streamed ? rules.longTime() : rules.readTime());
        return stream;
    }

    /**
     * Refuses what its declared length shows to be too large, before a byte of it is read.
     *
     * @throws ProblemException
     *             413
     */
    void refuseTooLarge() {
        boolean ordinary = !streamed || isJson(mediaType());
        if (ordinary && declaredLength() > ordinarySize)
            throw MeteredStream.tooLarge(ordinarySize);
    }

    @Override
    public String mediaType() {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null)
            return "";
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public long declaredLength() {
        return request.getLength();
    }

    @Override
    public InputStream stream() {
        if (streamed)
            stream.limit(UNLIMITED, null);
        else
            stream.limit(ordinarySize, rules.readTime());
        return stream;
    }

    @Override
    public <T> T json(Class<T> type) {
        return optionalJson(type).orElseThrow(() -> Problem
                .of(Code.INVALID_REQUEST, "the body is empty; a JSON object is needed")
                .asException());
    }

    @Override
    public <T> Optional<T> optionalJson(Class<T> type) {
        if (declaredLength() == 0)
            return Optional.empty();
        if (type.isInstance(kept))
            return Optional.of(type.cast(kept));
        stream.limit(ordinarySize, rules.readTime());
        stream.weigh(JSON_WEIGHT);
        byte[] bytes = readAll();
        if (bytes.length == 0)
            return Optional.empty();
        requireJson();
        return Optional.of(kept(json.read(bytes, type)));
    }

    private <T> T kept(T read) {
        if (keeps)
            kept = read;
        return read;
    }

    @Override
    public JsonLines jsonLines(ByteCount size) {
        requireIdentity();
        limit(size);
        stream.weigh(LINE_WEIGHT);
        return json.lines(stream, () -> stream.settle(1));
    }

    @Override
    public byte[] bytes(ByteCount size) {
        if (kept instanceof byte[] bytes)
            return bytes;
        requireIdentity();
        limit(size);
        stream.weigh(BYTES_WEIGHT);
        return kept(readAll());
    }

    // A large body takes its time; each pause in it is bounded by the connection's own timeout.
    private void limit(ByteCount size) {
        takesLong = true;
        if (declaredLength() > size.bytes())
            throw MeteredStream.tooLarge(size.bytes());
        stream.limit(size.bytes(), rules.longTime());
    }

    MeteredStream metered() {
        return stream;
    }

    /** Whether the client may still be sending. */
    boolean isUnread() {
        return declaredLength() != 0 && !stream.ended();
    }

    private byte[] readAll() {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireJson() {
        requireIdentity();
        String type = mediaType();
        if (!isJson(type))
            throw unsupported("this takes Content-Type: application/json, not " + (type.isEmpty() ? "none" : type))
                    .header("Accept", "application/json")
                    .asException();
        Map<String, String> parameters = new HashMap<>();
        HttpField.getValueParameters(request.getHeaders().get(HttpHeader.CONTENT_TYPE), parameters);
        String charset = parameters.get("charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8"))
            throw unsupported("JSON is UTF-8 here, not " + charset).asException();
    }

    private void requireIdentity() {
        HttpFields headers = request.getHeaders();
        String coding = headers.get(HttpHeader.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity"))
            throw unsupported("this takes a body without Content-Encoding").header("Accept-Encoding", "identity")
                    .asException();
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json")
                || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
    }

    private static Problem unsupported(String detail) {
        return Problem.of(Code.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
