package io.memgit.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of measures, one a line: row, value and, where there is one, peer and the peer's value,
 * with tabs between them. Scripts write it as well.
 *
 * @param path
 *            where it is; it need not exist yet
 */
public record MeasureFile(Path path) {

    /** Adds a measure at the end. */
    public void append(Measure measure) throws IOException {
        String line = measure.row() + "\t" + measure.value();
        if (!measure.peer().isEmpty())
            line += "\t" + measure.peer() + "\t" + measure.peerValue();
        Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * All measures in the order they were added.
     *
     * @throws IOException
     *             when the file cannot be read, or a line is none
     */
    public List<Measure> read() throws IOException {
        List<Measure> measures = new ArrayList<>();
        for (String line : Files.readAllLines(path))
            measures.add(parse(line));
        return measures;
    }

    private static Measure parse(String line) throws IOException {
        String[] fields = line.split("\t", -1);
        try {
            Row row = Row.valueOf(fields[0]);
            double value = Double.parseDouble(fields[1]);
            return fields.length == 2
                    ? Measure.alone(row, value)
                    : new Measure(row, value, fields[2], Double.parseDouble(fields[3]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("not a measure: " + line, e);
        }
    }
}
