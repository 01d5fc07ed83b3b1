package io.memgit.bench.report;

import io.memgit.bench.report.Row.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures as a table in Markdown that is also straight as plain text. */
final class Table {

    private static final List<String> HEAD = List.of("work", "memgit", "must reach", "reach for", "reached", "peer",
            "peer's", "memgit / peer");
    private static final int THREE_DIGITS = 100;

    private Table() {}

    static String of(List<Measure> measures) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add(HEAD.stream().map(_ -> "-").toList());
        measures.forEach(measure -> lines.add(cells(measure)));
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], line.get(i).length());
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines)
            append(text, line, widths);
        return text.toString();
    }

    /** Three significant digits, or all of a whole number. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= THREE_DIGITS)
            return String.format(Locale.ROOT, "%,.0f", value);
        if (size >= 10)
            return String.format(Locale.ROOT, "%.1f", value);
        return String.format(Locale.ROOT, size >= 1 ? "%.2f" : "%.3f", value);
    }

    private static List<String> cells(Measure measure) {
        Row row = measure.row();
        boolean alone = measure.peer().isEmpty();
        return List.of(row.work(), withUnit(measure.value(), row), goal(row, row.must()), goal(row, row.reachFor()),
                measure.verdict().sign(), measure.peer(), alone ? "" : withUnit(measure.peerValue(), row),
                alone ? "" : number(measure.ratio().orElseThrow()));
    }

    private static String goal(Row row, double value) {
        return switch (row.judged()) {
            case SMALL_VALUE -> "<= " + withUnit(value, row);
            case LARGE_VALUE -> ">= " + withUnit(value, row);
            case SMALL_RATIO -> "<= " + number(value) + " x";
            case NOT -> "";
        };
    }

    private static String withUnit(double value, Row row) {
        String separator = row.judged() == Judged.LARGE_VALUE ? "" : " ";
        return number(value) + separator + row.unit();
    }

    private static void append(StringBuilder text, List<String> line, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            String filler = (cell.equals("-") ? "-" : " ").repeat(widths[i] - cell.length());
            text.append("| ").append(cell).append(filler).append(' ');
        }
        text.append("|\n");
    }
}
