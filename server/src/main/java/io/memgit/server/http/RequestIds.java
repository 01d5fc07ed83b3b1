package io.memgit.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The name under which one request is spoken of: the client's own if it is sane, else a random one.
 */
final class RequestIds {

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "io.memgit.request-id";
    private static final int MAX_CHARS = 128;

    private RequestIds() {}

    /** The id of this request, the same however often it is asked. */
    static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known)
            return known;
        String id = choose(request.getHeaders());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String choose(HttpFields headers) {
        @Nullable
        String given = headers.get(HEADER);
        return given != null && isSane(given) ? given : random();
    }

    /** A new id. */
    static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }

    private static boolean isSane(String id) {
        return !id.isEmpty() && id.length() <= MAX_CHARS && id.chars().allMatch(RequestIds::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._:/+=".indexOf(c) >= 0;
    }
}
