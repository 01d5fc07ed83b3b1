package io.memgit.server.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not done, as RFC 9457 has it; the request id is added where the answer is
 * written.
 *
 * @param status
 *            the HTTP status, 400 to 599
 * @param code
 *            the stable name
 * @param detail
 *            one sentence for a person; never holds a secret
 * @param details
 *            what a program needs to go on: strings, numbers, booleans, lists and maps of them, ids
 * @param headers
 *            headers of the answer that belong to the problem, such as {@code Allow} or
 *            {@code Retry-After}
 */
public record Problem(int status, Code code, String detail, Map<String, Object> details,
        Map<String, String> headers) {

    /**
     * @throws IllegalArgumentException
     *             when {@code status} is no error
     */
    public Problem {
        if (status < 400 || status > 599)
            throw new IllegalArgumentException("no status of a problem: " + status);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        headers = Map.copyOf(headers);
    }

    /** A problem with the usual status of {@code code} and no details yet. */
    public static Problem of(Code code, String detail) {
        return new Problem(code.status(), code, detail, Map.of(), Map.of());
    }

    /** This problem under another HTTP status. */
    public Problem status(int newStatus) {
        return new Problem(newStatus, code, detail, details, headers);
    }

    /** This problem with one more detail. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Problem(status, code, detail, more, headers);
    }

    /** This problem with one more header on its answer. */
    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, detail, details, more);
    }

    /** This problem as something to throw. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
