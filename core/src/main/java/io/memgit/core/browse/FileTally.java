package io.memgit.core.browse;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Counts the files and links below a tree, and names the first of them. */
final class FileTally {

    private final ObjectReader reader;
    private final Meter meter;
    private final int most;

    FileTally(ObjectReader reader, Meter meter, int most) {
        this.reader = reader;
        this.meter = meter;
        this.most = most;
    }

    private record Open(GitPath path, TreeScan scan) {}

    TallyResult count(ObjectId root) throws IOException {
        List<GitPath> first = new ArrayList<>();
        long files = 0;
        Deque<Open> stack = new ArrayDeque<>();
        stack.push(new Open(GitPath.ROOT, TreeScan.of(reader, root)));
        while (!stack.isEmpty()) {
            Open open = stack.getFirst();
            if (!open.scan.next()) {
                stack.pop();
                continue;
            }
            meter.entry();
            int mode = open.scan.mode();
            if (EntryMode.isDirectory(mode)) {
                stack.push(new Open(open.scan.pathIn(open.path), TreeScan.of(reader, open.scan.id())));
            } else if (EntryMode.isBlob(mode)) {
                files++;
                if (first.size() < most)
                    first.add(open.scan.pathIn(open.path));
            }
        }
        return new TallyResult.Tally(files, first);
    }
}
