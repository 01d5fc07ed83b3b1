package io.memgit.server.timetravel;

import io.memgit.server.web.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads times that may be spelled in two ways. */
final class PastTime {

    private static final int MOST_DIGITS = 12;

    private PastTime() {}

    /**
     * RFC 3339, or whole seconds since 1970.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             400 with the parameter's name
     */
    static Instant parse(String parameter, String text) {
        if (!text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9'))
            return Instant.ofEpochSecond(Long.parseLong(text));
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Query.refused(parameter, "is a time such as 2026-01-31T12:00:00Z, or seconds since 1970");
        }
    }
}
