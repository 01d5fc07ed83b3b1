package io.memgit.core.search;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.browse.GitPath;
import io.memgit.core.pattern.LineScanner;
import io.memgit.core.search.FilesResult.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Looks for files by their paths. */
final class FileSearch {

    private final FileList files;
    private final FilesQuery query;
    private final @Nullable LineScanner scanner;
    private final List<Found> page = new ArrayList<>();
    private boolean complete;
    private int total;

    FileSearch(FileList files, FilesQuery query, Deadline deadline) {
        this.files = files;
        this.query = query;
        this.scanner = query.pattern().map(p -> p.scanner(deadline)).orElse(null);
        this.complete = files.isComplete();
    }

    FilesResult.Page page(Repository repository) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            for (int file = 0; file < files.size(); file++)
                look(file, reader);
        } catch (OutOfTimeException over) {
            complete = false;
        }
        int end = query.skip() + page.size();
        Optional<Integer> next = end < total && !page.isEmpty() ? Optional.of(end) : Optional.empty();
        return new FilesResult.Page(page, total, !complete, next);
    }

    private void look(int file, ObjectReader reader) throws IOException {
        LineScanner looks = scanner;
        byte[] path = files.path(file);
        if (looks != null && !looks.next(path, 0, path.length))
            return;
        int position = total++;
        if (position < query.skip() || page.size() == query.limit())
            return;
        ObjectId blob = files.id(file);
        page.add(new Found(GitPath.ofRaw(path), new EntryMode(files.mode(file)), blob,
                reader.getObjectSize(blob, Constants.OBJ_BLOB), looks == null ? List.of() : matches(path, looks)));
    }

    private static List<Span> matches(byte[] path, LineScanner scanner) {
        List<Span> spans = new ArrayList<>();
        int from = scanner.lineStart();
        while (scanner.findMatch(path, from) && scanner.matchStart() < scanner.matchEnd()) {
            spans.add(new Span(scanner.matchStart(), scanner.matchEnd()));
            from = scanner.matchEnd();
        }
        return spans;
    }
}
