package io.memgit.core.archive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The {@code .gitattributes} files of the directories above the current entry, and what they say of
 * {@code export-ignore}. The rules of deeper directories go first, and later lines before earlier
 * ones.
 */
final class ExportRules {

    private static final String IGNORE = "export-ignore";

    private final ObjectReader reader;
    private final ArchiveMeter meter;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Map<String, List<AttributeLine.Setting>> macros = Map.of();
    private long bytes;

    ExportRules(ObjectReader reader, ArchiveMeter meter) {
        this.reader = reader;
        this.meter = meter;
    }

    /** What one directory says; {@code start} is where the names in it begin in a path. */
    private record Level(int depth, int start, long bytes, List<AttributeLine> lines) {}

    /**
     * Goes into a directory.
     *
     * @param depth
     *            how many directories are above it
     * @param start
     *            where the names in it begin in paths
     */
    void enter(int depth, int start, AnyObjectId blob) throws IOException {
        long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
        meter.attributes(bytes + size);
        AttributeFile file = AttributeFile
                .parse(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE));
        if (depth == 0)
            macros = file.macros();
        levels.push(new Level(depth, start, size, file.lines()));
        bytes += size;
    }

    /** Leaves all directories that are as deep as {@code depth} or deeper. */
    void leave(int depth) {
        while (!levels.isEmpty() && levels.getFirst().depth >= depth)
            bytes -= levels.pop().bytes;
    }

    /** Whether the entry at {@code path} is left out. */
    boolean isIgnored(byte[] path, boolean directory) {
        if (levels.isEmpty())
            return false;
        Map<String, Boolean> decided = new HashMap<>();
        for (Level level : levels) {
            byte[] below = level.start == 0 ? path : Arrays.copyOfRange(path, level.start, path.length);
            for (AttributeLine line : level.lines.reversed()) {
                meter.step();
                if (line.pattern().matches(below, directory))
                    decide(line.settings(), decided);
                Boolean ignored = decided.get(IGNORE);
                if (ignored != null)
                    return ignored;
            }
        }
        return false;
    }

    // What is decided stays so, which also ends macros that hold each other. The last of a line goes
    // first.
    private void decide(List<AttributeLine.Setting> settings, Map<String, Boolean> decided) {
        Deque<AttributeLine.Setting> open = new ArrayDeque<>();
        settings.forEach(open::push);
        while (!open.isEmpty()) {
            AttributeLine.Setting setting = open.pop();
            meter.step();
            if (decided.putIfAbsent(setting.name(), setting.isSet()) == null && setting.isSet())
                macros.getOrDefault(setting.name(), List.of()).forEach(open::push);
        }
    }
}
