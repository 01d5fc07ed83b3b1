package io.memgit.core.browse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes how much of each file changed, with a graph, as {@code git diff --stat} does on 80
 * columns. Names beyond ASCII are quoted, so each character is one column.
 */
final class StatText {

    private static final int COLUMNS = 80;
    private static final int COLUMNS_BESIDE_NAME_NUMBER_AND_GRAPH = 6;
    private static final int NARROWEST_GRAPH = 6;

    private final FileTexts texts;
    private final Meter meter;
    private final List<Row> rows = new ArrayList<>();
    private int nameWidth;
    private int numberWidth;
    private int graphWidth;
    private long largest;

    StatText(FileTexts texts, Meter meter) {
        this.texts = texts;
        this.meter = meter;
    }

    /**
     * One file: how many lines were added and deleted, or of a binary one its sizes after and
     * before.
     */
    private record Row(String name, boolean binary, long added, long deleted) {

        long total() {
            return added + deleted;
        }
    }

    byte[] of(List<FileChange> files) throws IOException {
        for (FileChange file : files) {
            meter.checkTime();
            addRow(file);
        }
        if (rows.isEmpty())
            return new byte[0];
        measure();
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> append(text, row));
        appendSummary(text);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void addRow(FileChange file) throws IOException {
        Change c = file.change();
        Optional<FileTexts.Compared> compared = texts.compare(c);
        String name = file.oldPath().isPresent() ? RenamedName.of(file.before(), c.path()) : quoted(c.path());
        if (compared.isEmpty()) {
            rows.add(new Row(name, true, texts.size(c.newMode(), c.newId()), texts.size(c.oldMode(), c.oldId())));
            return;
        }
        if (texts.isSameBinary(c)) {
            rows.add(new Row(name, true, 0, 0));
            return;
        }
        Row row = new Row(name, false, compared.get().additions(), compared.get().deletions());
        boolean onlyWhitespace = row.total() == 0 && file.oldPath().isEmpty() && c.oldMode() == c.newMode();
        if (!onlyWhitespace)
            rows.add(row);
    }

    /**
     * Shares the columns out: the graph gives way to names first, down to three eighths of all
     * columns.
     */
    private void measure() {
        int longest = 0;
        int binary = 0;
        for (Row row : rows) {
            longest = Math.max(longest, row.name.length());
            if (row.binary) {
                binary = Math.max(binary, "Bin  ->  bytes".length() + digits(row.added) + digits(row.deleted));
                numberWidth = "Bin".length();
            } else {
                largest = Math.max(largest, row.total());
            }
        }
        numberWidth = Math.max(numberWidth, digits(largest));
        int rest = COLUMNS - numberWidth - COLUMNS_BESIDE_NAME_NUMBER_AND_GRAPH;
        graphWidth = (int) Math.min(Integer.MAX_VALUE / 2, largest + 4 > binary ? largest : binary - 4);
        nameWidth = longest;
        if (nameWidth + graphWidth > rest) {
            int share = COLUMNS * 3 / 8 - numberWidth - COLUMNS_BESIDE_NAME_NUMBER_AND_GRAPH;
            if (graphWidth > share)
                graphWidth = Math.max(NARROWEST_GRAPH, share);
            if (nameWidth > rest - graphWidth)
                nameWidth = rest - graphWidth;
            else
                graphWidth = rest - nameWidth;
        }
    }

    private void append(StringBuilder text, Row row) {
        String name = row.name.length() > nameWidth ? shortened(row.name) : row.name;
        text.append(' ').append(name).repeat(' ', Math.max(0, nameWidth - name.length())).append(" | ");
        if (row.binary) {
            text.repeat(' ', numberWidth - "Bin".length()).append("Bin");
            if (row.total() > 0)
                text.append(' ').append(row.deleted).append(" -> ").append(row.added).append(" bytes");
        } else {
            text.repeat(' ', numberWidth - digits(row.total())).append(row.total());
            if (row.total() > 0)
                appendGraph(text.append(' '), row);
        }
        text.append('\n');
    }

    private void appendGraph(StringBuilder text, Row row) {
        long plus = row.added;
        long minus = row.deleted;
        if (graphWidth <= largest) {
            long total = scaled(row.total());
            if (total < 2 && plus > 0 && minus > 0)
                total = 2;
            if (plus < minus) {
                plus = scaled(plus);
                minus = total - plus;
            } else {
                minus = scaled(minus);
                plus = total - minus;
            }
        }
        text.repeat('+', (int) plus).repeat('-', (int) minus);
    }

    /** At least one column for what is not nothing. */
    private long scaled(long lines) {
        return lines == 0 ? 0 : 1 + lines * (graphWidth - 1) / largest;
    }

    private String shortened(String name) {
        String tail = name.substring(name.length() - (nameWidth - "...".length()));
        int slash = tail.indexOf('/');
        return "..." + (slash < 0 ? tail : tail.substring(slash));
    }

    private void appendSummary(StringBuilder text) {
        long added = 0;
        long deleted = 0;
        for (Row row : rows) {
            added += row.binary ? 0 : row.added;
            deleted += row.binary ? 0 : row.deleted;
        }
        text.append(' ').append(rows.size()).append(rows.size() == 1 ? " file changed" : " files changed");
        if (added > 0 || deleted == 0)
            text.append(", ").append(added).append(added == 1 ? " insertion(+)" : " insertions(+)");
        if (deleted > 0 || added == 0)
            text.append(", ").append(deleted).append(deleted == 1 ? " deletion(-)" : " deletions(-)");
        text.append('\n');
    }

    private static int digits(long number) {
        return Long.toString(number).length();
    }

    private static String quoted(GitPath path) {
        return new String(QuotedPath.of(path), StandardCharsets.US_ASCII);
    }
}
