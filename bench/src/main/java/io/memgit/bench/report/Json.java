package io.memgit.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Measures as JSON, for programs that follow them over time. */
final class Json {

    private Json() {}

    /**
     * @param about
     *            where and how it was measured
     */
    static String of(Map<String, String> about, List<Measure> measures) {
        String head = about.entrySet()
                .stream()
                .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                .collect(Collectors.joining(", "));
        String rows = measures.stream().map(Json::row).collect(Collectors.joining(",\n    "));
        return "{\n  \"about\": {" + head + "},\n  \"rows\": [\n    " + rows + "\n  ]\n}\n";
    }

    private static String row(Measure measure) {
        Row row = measure.row();
        boolean judged = row.judged() != Row.Judged.NOT;
        boolean alone = measure.peer().isEmpty();
        return "{\"id\": " + text(row.name().toLowerCase(Locale.ROOT)) + ", \"work\": " + text(row.work())
                + ", \"value\": " + measure.value() + ", \"unit\": " + text(row.unit())
                + ", \"judged_by\": " + text(row.judged().name().toLowerCase(Locale.ROOT))
                + ", \"must\": " + (judged ? row.must() : "null")
                + ", \"reach_for\": " + (judged ? row.reachFor() : "null")
                + ", \"verdict\": " + text(measure.verdict().name().toLowerCase(Locale.ROOT))
                + ", \"peer\": " + (alone ? "null" : text(measure.peer()))
                + ", \"peer_value\": " + (alone ? "null" : measure.peerValue())
                + ", \"ratio\": " + orNull(measure.ratio()) + "}";
    }

    private static String orNull(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "null";
    }

    /** A string literal; control characters do not occur in what is measured. */
    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
