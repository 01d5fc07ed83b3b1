package io.memgit.server.web;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Refusals of fields of a JSON body, each with the field's name in {@code details.field}. */
public final class Field {

    private Field() {}

    /** 400 {@code INVALID_REQUEST}: the field breaks the rule, a phrase like {@code is not empty}. */
    public static ProblemException refused(String field, String rule) {
        return Problem.of(Code.INVALID_REQUEST, "field " + field + " " + rule).with("field", field).asException();
    }

    /** 422 {@code LIMIT_EXCEEDED}: the field is longer than the named limit allows. */
    public static ProblemException tooLong(String field, String limit, long maximum) {
        return Problem.of(Code.LIMIT_EXCEEDED, "field " + field + " takes at most " + maximum + " bytes")
                .with("field", field)
                .with("limit", limit)
                .with("maximum", maximum)
                .asException();
    }

    /** Refuses a field that this version does not know what to do with, unless it is null. */
    public static void refuseLater(String field, @Nullable Object value) {
        if (value != null)
            throw refused(field, "is not supported by this version of the server; leave it out");
    }

    /**
     * Refuses text that has no UTF-8 of its own (half of a surrogate pair), holds NUL, or is too long.
     *
     * @param limit
     *            the name of the limit
     * @param maximum
     *            bytes of UTF-8
     */
    public static String text(String field, String value, String limit, long maximum) {
        if (!isUnicode(value) || value.indexOf('\0') >= 0)
            throw refused(field, "holds NUL or half a surrogate pair, which Git cannot store");
        if (value.length() > maximum || value.getBytes(StandardCharsets.UTF_8).length > maximum)
            throw tooLong(field, limit, maximum);
        return value;
    }

    /** Whether each surrogate has its pair, so that the text is the same after a trip through UTF-8. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)
                    && (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(++i))))
                return false;
        }
        return true;
    }
}
