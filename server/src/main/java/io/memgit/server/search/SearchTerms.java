package io.memgit.server.search;

import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.LinePattern.Meaning;
import io.memgit.core.pattern.PathFilter;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.util.List;
import java.util.Optional;

/** Reads what is looked for, and says what is wrong with it. */
final class SearchTerms {

    static final QueryParam Q = QueryParam.text("q",
            "What to look for: a text, or with regex a POSIX extended regular expression.");
    static final QueryParam QUERY = QueryParam.text("query", "The same as q.");
    static final QueryParam REGEX = QueryParam.flag("regex", "Take q for a regular expression, as git grep -E does.");
    static final QueryParam CASE_SENSITIVE = QueryParam.flag("case_sensitive",
            "Tell small and capital letters apart; false when absent.");
    static final QueryParam PATH = QueryParam.texts("path",
            "Only this file, what is in this directory, or what this glob names: * ? [a-z] {a,b} within a name, ** "
                    + "across directories. May be repeated.");

    private final SearchLimits limits;

    SearchTerms(SearchLimits limits) {
        this.limits = limits;
    }

    SearchLimits limits() {
        return limits;
    }

    /** What {@code q} or {@code query} says; empty when neither is given, or without a character. */
    static Optional<String> text(Call call) {
        Optional<String> q = call.query().text("q");
        Optional<String> query = call.query().text("query");
        if (q.isPresent() && query.isPresent() && !q.equals(query))
            throw Query.refused("query", "is the same as q; both are given and differ");
        return q.or(() -> query).filter(t -> !t.isEmpty());
    }

    /** The pattern of {@code q}, read as the other parameters say. */
    Optional<LinePattern> pattern(Call call) {
        Meaning meaning = new Meaning(call.query().flag("regex"), call.query().flag("case_sensitive"), false, false,
                false);
        return text(call).map(t -> pattern(t, meaning, "parameter", "q"));
    }

    /** The text of another parameter, as what something holds. */
    Optional<LinePattern> holding(Call call, String parameter) {
        Meaning meaning = new Meaning(false, call.query().flag("case_sensitive"), false, false, false);
        return call.query().text(parameter)
                .filter(t -> !t.isEmpty())
                .map(t -> pattern(t, meaning, "parameter", parameter));
    }

    /**
     * Reads a pattern.
     *
     * @param kind
     *            {@code parameter} or {@code field}, where it stands
     * @param name
     *            of the parameter or field
     * @throws ProblemException
     *             400 {@code INVALID_REQUEST}, 422 {@code LIMIT_EXCEEDED}
     */
    LinePattern pattern(String text, Meaning meaning, String kind, String name) {
        return switch (LinePattern.read(text, meaning, limits)) {
            case LinePattern.Read(LinePattern pattern) -> pattern;
            case LinePattern.Invalid(String reason) ->
                throw Problem.of(Code.INVALID_REQUEST, name + " is no pattern: " + reason)
                        .with(kind, name)
                        .with("reason", reason)
                        .asException();
            case LinePattern.TooLarge(String limit, long maximum) -> throw tooLarge(name, kind, limit, maximum);
        };
    }

    /** The globs of {@code path}. */
    PathFilter globs(Call call) {
        return filter(PathFilter.globs(call.query().texts("path"), limits), "parameter", "path");
    }

    /** Pathspecs in the field {@code paths}. */
    PathFilter pathspecs(List<String> texts) {
        return filter(PathFilter.pathspecs(texts, limits), "field", "paths");
    }

    private static PathFilter filter(PathFilter.Outcome outcome, String kind, String name) {
        return switch (outcome) {
            case PathFilter.Read(PathFilter filter) -> filter;
            case PathFilter.Invalid(String glob, String reason) ->
                throw Problem.of(Code.INVALID_REQUEST, name + " is no glob: " + reason)
                        .with(kind, name)
                        .with("glob", glob)
                        .with("reason", reason)
                        .asException();
            case PathFilter.TooLarge(String limit, long maximum) -> throw tooLarge(name, kind, limit, maximum);
        };
    }

    private static ProblemException tooLarge(String name, String kind, String limit, long maximum) {
        String what = switch (limit) {
            case "pattern_length" -> " takes at most " + maximum + " characters";
            case "repetition" -> " repeats something more than " + maximum + " times";
            case "pattern_states" -> " is too large when its repetitions are written out";
            default -> " takes at most " + maximum + " globs, with the alternatives in their braces";
        };
        return Problem.of(Code.LIMIT_EXCEEDED, name + what)
                .with(kind, name)
                .with("limit", "search." + limit)
                .with("maximum", maximum)
                .asException();
    }

    /** What is answered when too many searches run at once. */
    static ProblemException overloaded() {
        return Problem.of(Code.OVERLOADED, "too many searches run at this moment")
                .with("limit", "search.at_once")
                .header("Retry-After", "1")
                .asException();
    }
}
