package io.memgit.core.browse;

import io.memgit.core.browse.TreeResult.Entry;
import io.memgit.core.browse.TreeResult.Listing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Lists a directory: counts all of its entries, and makes those of one page. */
final class TreeListing {

    private final ObjectReader reader;
    private final Meter meter;
    private final TreeQuery query;
    private final List<Entry> page = new ArrayList<>();
    private int total;

    TreeListing(ObjectReader reader, Meter meter, TreeQuery query) {
        this.reader = reader;
        this.meter = meter;
        this.query = query;
    }

    /** A directory on the way, with the cursor that is in it. */
    private record Open(GitPath path, TreeScan scan) {}

    TreeResult list(ObjectId root) throws IOException {
        Files.Found found = new Files(reader).find(root, query.path());
        if (found == null)
            return new Missing(query.path());
        if (!EntryMode.isDirectory(found.mode()))
            return new OtherType(query.path(), new EntryMode(found.mode()).type());
        walk(found.id());
        int end = query.skip() + page.size();
        return new Listing(found.id(), withLastCommits(root), total,
                end < total && !page.isEmpty() ? Optional.of(end) : Optional.empty());
    }

    private void walk(ObjectId tree) throws IOException {
        Deque<Open> stack = new ArrayDeque<>();
        stack.push(new Open(query.path(), TreeScan.of(reader, tree)));
        while (!stack.isEmpty()) {
            Open open = stack.getFirst();
            if (!open.scan.next()) {
                stack.pop();
                continue;
            }
            meter.entry();
            int position = total++;
            if (position >= query.skip() && page.size() < query.limit())
                page.add(entry(open));
            if (query.recursive() && EntryMode.isDirectory(open.scan.mode()))
                stack.push(new Open(open.scan.pathIn(open.path), TreeScan.of(reader, open.scan.id())));
        }
    }

    private Entry entry(Open open) throws IOException {
        int mode = open.scan.mode();
        ObjectId id = open.scan.id();
        OptionalLong size = EntryMode.isBlob(mode)
                ? OptionalLong.of(reader.getObjectSize(id, Constants.OBJ_BLOB))
                : OptionalLong.empty();
        return new Entry(open.scan.pathIn(open.path), new EntryMode(mode), id, size, Optional.empty());
    }

    private List<Entry> withLastCommits(ObjectId root) throws IOException {
        if (query.lastCommitsFrom().isEmpty())
            return page;
        List<Optional<CommitDetails>> commits = new LastCommits(reader, meter, root, page)
                .find(query.lastCommitsFrom().get());
        List<Entry> entries = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Entry e = page.get(i);
            entries.add(new Entry(e.path(), e.mode(), e.id(), e.size(), commits.get(i)));
        }
        return entries;
    }
}
