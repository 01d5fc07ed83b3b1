package io.memgit.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints measures as one table and writes the same as JSON. */
public final class Report {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private Report() {}

    /** Arguments: the JSON file to write, a remark about the run, and the files of measures. */
    public static void main(String[] arguments) throws IOException {
        List<Measure> measures = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++)
            measures.addAll(new MeasureFile(Path.of(arguments[i])).read());
        measures.sort(Comparator.comparing(Measure::row));
        Map<String, String> about = machine();
        about.put("remark", arguments[1]);
        Files.writeString(Path.of(arguments[0]), Json.of(about, measures));
        System.out.print(Table.of(measures));
        System.out.println();
        System.out.println(String.join(", ", about.values()));
    }

    private static Map<String, String> machine() throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        about.put("cpu", Runtime.getRuntime().availableProcessors() + " cores " + field(CPU_INFO, "model name"));
        about.put("memory", field(MEMORY_INFO, "MemTotal"));
        about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return about;
    }

    /** A field of one of Linux' files about the machine; empty elsewhere. */
    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file))
            return "";
        return Files.readAllLines(file)
                .stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
