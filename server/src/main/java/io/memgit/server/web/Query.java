package io.memgit.server.web;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The query of a request, decoded. Every getter refuses a value that it cannot read with 400
 * {@code INVALID_REQUEST}
 * and the parameter's name in {@code details.parameter}.
 */
public final class Query {

    private static final Query EMPTY = new Query("", Map.of());

    private final String raw;
    private final Map<String, List<String>> values;

    private Query(String raw, Map<String, List<String>> values) {
        this.raw = raw;
        this.values = values;
    }

    /**
     * Reads what stands after the question mark, {@code +} meaning a space.
     *
     * @throws ProblemException
     *             for escapes that are broken or not UTF-8
     */
    public static Query parse(String raw) {
        if (raw.isEmpty())
            return EMPTY;
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty())
                continue;
            int equals = pair.indexOf('=');
            int end = pair.length();
            String name = decode(pair, 0, equals < 0 ? end : equals);
            String value = equals < 0 ? "" : decode(pair, equals + 1, end);
            values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        }
        return new Query(raw, values);
    }

    /** The query as it was sent, without the question mark; empty when there was none. */
    public String raw() {
        return raw;
    }

    /** The names that were given, in the order of their first appearance. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The value of a parameter that can be given once. */
    public Optional<String> text(String name) {
        List<String> all = values.get(name);
        if (all == null)
            return Optional.empty();
        if (all.size() > 1)
            throw refused(name, "is given " + all.size() + " times");
        return Optional.of(all.getFirst());
    }

    /** All values of a parameter that can be repeated, in the order given. */
    public List<String> texts(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** Whether the flag is set: {@code true} or {@code 1}; false when absent. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /**
     * The flag's value, {@code true}, {@code false}, {@code 1} or {@code 0} in any case, or the
     * default.
     */
    public boolean flag(String name, boolean whenAbsent) {
        Optional<String> text = text(name);
        if (text.isEmpty())
            return whenAbsent;
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw refused(name, "is true or false");
        };
    }

    /** The number's value, or the default. */
    public int number(String name, int whenAbsent, int min, int max) {
        return number(name, min, max).orElse(whenAbsent);
    }

    /** The number's value, when given. */
    public OptionalInt number(String name, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty())
            return OptionalInt.empty();
        try {
            int value = Integer.parseInt(text.get());
            if (value >= min && value <= max)
                return OptionalInt.of(value);
        } catch (NumberFormatException e) {
            throw refused(name, "is a whole number from " + min + " to " + max);
        }
        throw refused(name, "is a whole number from " + min + " to " + max);
    }

    /** The point in time, RFC 3339 with an offset, when given. */
    public Optional<Instant> instant(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty())
            return Optional.empty();
        try {
            return Optional.of(OffsetDateTime.parse(text.get().replace(' ', '+')).toInstant());
        } catch (DateTimeParseException e) {
            throw refused(name, "is a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** A refusal of this parameter, for values that only the caller can judge; throw it. */
    public static ProblemException refused(String name, String rule) {
        return Problem.of(Code.INVALID_REQUEST, "query parameter " + name + " " + rule)
                .with("parameter", name)
                .asException();
    }

    private static String decode(String raw, int start, int end) {
        try {
            return Percent.decode(raw, start, end, true);
        } catch (Percent.BrokenException e) {
            throw Problem.of(Code.INVALID_REQUEST, "the query " + e.getMessage()).asException();
        }
    }
}
