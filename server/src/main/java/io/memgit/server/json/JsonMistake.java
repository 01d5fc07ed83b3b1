package io.memgit.server.json;

import io.memgit.core.repo.Ttl;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns what the parser found into words for the client: which field, and what it should have been.
 * Never the value.
 */
final class JsonMistake {

    private JsonMistake() {}

    static Problem of(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused)
                return refused.problem();
        }
        String field = field(failure);
        Problem problem = switch (failure) {
            case UnrecognizedPropertyException e -> invalid("unknown field " + field).with("known", known(e));
            case MismatchedInputException e -> mismatch(field, e);
            case StreamConstraintsException e when String.valueOf(e.getMessage()).startsWith("String value length") ->
                Problem.of(Code.REQUEST_TOO_LARGE, "a string in the JSON body is longer than "
                        + Json.MAX_STRING_CHARS + " characters").with("maximum", Json.MAX_STRING_CHARS);
            case StreamConstraintsException e ->
                invalid("the JSON body is nested too deeply, or a name or number in it is too long");
            case DatabindException e -> rejected(field, e);
            case InputCoercionException e -> invalid("field " + field + " is a number that is too large");
            case StreamReadException e -> malformed(e);
            default -> invalid("the JSON body cannot be read");
        };
        return field.isEmpty() ? problem : problem.with("field", field);
    }

    static ProblemException nothing() {
        return invalid("the JSON body is null; an object is needed").asException();
    }

    private static Problem mismatch(String field, MismatchedInputException e) {
        String wanted = e.getTargetType() == null ? "another type" : describe(e.getTargetType());
        if (field.isEmpty())
            return invalid("the body must be " + wanted);
        String missing = String.valueOf(e.getOriginalMessage()).startsWith("Missing required creator")
                ? " is missing; it"
                : "";
        return invalid("field " + field + missing + " must be " + wanted).with("expected", wanted);
    }

    /** A record's own constructor said no; its sentence is ours and holds no more than it should. */
    private static Problem rejected(String field, DatabindException e) {
        if (e.getCause() instanceof IllegalArgumentException reason && reason.getMessage() != null)
            return invalid(field.isEmpty() ? reason.getMessage() : "field " + field + ": " + reason.getMessage());
        return field.isEmpty() ? invalid("the JSON body does not fit") : invalid("field " + field + " does not fit");
    }

    private static Problem malformed(StreamReadException e) {
        String message = Optional.ofNullable(e.getOriginalMessage()).orElse("");
        String what = message.startsWith("Duplicate") ? "the JSON body names a field twice" : "the body is not JSON";
        return invalid(what).with("line", e.getLocation().getLineNr()).with("column", e.getLocation().getColumnNr());
    }

    private static Problem invalid(String detail) {
        return Problem.of(Code.INVALID_REQUEST, detail);
    }

    private static List<String> known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }

    private static String field(JacksonException failure) {
        StringBuilder name = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null)
                name.append('[').append(step.getIndex()).append(']');
            else
                name.append(name.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return name.toString();
    }

    private static String describe(Class<?> type) {
        if (type == boolean.class || type == Boolean.class)
            return "true or false";
        if (type == String.class)
            return "a string";
        if (type.isEnum())
            return "one of "
                    + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        if (type == double.class || type == Double.class)
            return "a number";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type))
            return "a whole number";
        if (Iterable.class.isAssignableFrom(type) || type.isArray())
            return "a list";
        return switch (type.getSimpleName()) {
            case "Ttl" -> "a whole number of seconds from 1 to " + Ttl.MOST_SECONDS + ", or null";
            case "ObjectId" -> "a hash of 40 hex digits";
            case "Instant", "OffsetDateTime" -> "a time such as 2026-01-31T12:00:00Z";
            default -> "an object";
        };
    }

}
