package io.memgit.core.search;

import io.memgit.core.browse.GitPath;
import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LineScanner;
import io.memgit.core.search.GrepQuery.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes the hits of one page, by looking once more into the files that have them. */
final class PageMaker {

    private final FileList files;
    private final GrepQuery query;
    private final SearchLimits limits;
    private final Contents contents;
    private final LineScanner scanner;
    private final List<Hit> hits = new ArrayList<>();
    private long bytesLeft;
    private boolean full;
    private int file;
    private int hit;

    PageMaker(FileList files, GrepQuery query, SearchLimits limits, Contents contents, Deadline deadline) {
        this.files = files;
        this.query = query;
        this.limits = limits;
        this.contents = contents;
        this.scanner = query.pattern().scanner(deadline);
        this.bytesLeft = limits.answerSize().bytes();
    }

    /** Begins with hit number {@code fromHit} of file {@code fromFile}. */
    List<Hit> make(Sweep sweep, int fromFile, int fromHit, int endFile) throws IOException {
        hit = fromHit;
        try {
            for (file = fromFile; file < endFile && !full; file++) {
                if (sweep.count(file) > hit)
                    show(sweep.count(file));
                if (full)
                    return hits;
                hit = 0;
            }
        } catch (OutOfTimeException over) {
            full = true;
        }
        return hits;
    }

    /** Whether the page ended before the hits did. */
    boolean isFull() {
        return full;
    }

    /** Where the next page begins. */
    Place next(long shown, long total, boolean truncated) {
        return new Place(file, hit, shown, total, truncated);
    }

    private void show(int count) throws IOException {
        if (!contents.read(files.id(file)))
            return;
        byte[] bytes = contents.bytes();
        int end = contents.end();
        GitPath path = files.gitPath(file);
        LineTexts texts = new LineTexts(contents, limits.lineSize().asInt());
        int number = 0;
        for (int at = contents.start(); number < count && scanner.next(bytes, at, end); at = scanner.afterLine()) {
            if (number++ < hit)
                continue;
            if (hits.size() == query.limit() || bytesLeft <= 0) {
                full = true;
                return;
            }
            long before = texts.shown();
            hits.add(hit(path, texts));
            bytesLeft -= texts.shown() - before;
            hit = number;
        }
    }

    private Hit hit(GitPath path, LineTexts texts) {
        int from = scanner.lineStart();
        int to = scanner.lineEnd();
        boolean inverted = query.pattern().meaning().inverted();
        List<Span> matches = inverted ? List.of() : texts.matches(scanner);
        int column = inverted ? 1 : firstColumn(matches);
        return new Hit(path, texts.number(from), column, texts.text(from, to), texts.isCut(from, to),
                texts.preview(from, to, from + column - 1), texts.before(from, query.before()),
                texts.after(to + 1, query.after()), matches);
    }

    /** A match may begin beyond what is shown of its line. */
    private int firstColumn(List<Span> matches) {
        if (!matches.isEmpty())
            return matches.getFirst().start() + 1;
        return scanner.findMatch(contents.bytes(), scanner.lineStart())
                ? scanner.matchStart() - scanner.lineStart() + 1
                : 1;
    }
}
