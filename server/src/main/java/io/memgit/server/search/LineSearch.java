package io.memgit.server.search;

import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.search.GrepQuery;
import io.memgit.core.search.GrepQuery.Place;
import io.memgit.core.search.GrepResult;
import io.memgit.core.search.Overloaded;
import io.memgit.core.search.Search;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.web.Paging;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Finds one page of lines, where the cursor says or the first one is. */
final class LineSearch {

    private static final int PARTS_OF_A_POSITION = 5;

    private final Search search;
    private final Points points;

    LineSearch(Search search, Points points) {
        this.search = search;
        this.points = points;
    }

    /**
     * A page, and where it is from.
     *
     * @param micros
     *            how long it took
     */
    record Found(Point point, GrepResult.Page page, long micros) {

        /** The place of the next page, as cursors have it. */
        Optional<String> position() {
            return page.next().map(n -> "%d %d %d %d %b".formatted(n.file(), n.hit(), n.shown(), n.total(),
                    n.truncated()));
        }
    }

    /** What is looked for, once it is known where on the list to begin. */
    @FunctionalInterface
    interface Terms {
        GrepQuery from(GrepQuery.Start start, int limit);
    }

    Found find(MemoryRepository repository, ReadFrom from, Paging paging, Terms terms) throws IOException {
        long began = System.nanoTime();
        GrepQuery.Start start = switch (paging.start()) {
            case Paging.First _ -> new GrepQuery.Skip(0);
            case Paging.Offset(int count) -> new GrepQuery.Skip(count);
            case Paging.After(String position, Optional<String> _) -> place(position);
        };
        GrepQuery query = terms.from(start, paging.limit());
        Page page = new Page(paging.limit(), 0, pins(paging));
        Point point = page.point(0, points, repository, from);
        GrepResult.Page found = switch (search.grep(repository, point.tree(), query)) {
            case GrepResult.Page result -> result;
            case Overloaded _ -> throw SearchTerms.overloaded();
        };
        return new Found(point, found, (System.nanoTime() - began) / 1_000);
    }

    private static List<ObjectId> pins(Paging paging) {
        return paging.start() instanceof Paging.After(String _, Optional<String> pin)
                ? pin.filter(ObjectId::isId).map(ObjectId::fromString).map(List::of).orElseThrow(LineSearch::unknown)
                : List.of();
    }

    // Cursors are sealed: one that reads otherwise is of another version of the server.
    private static Place place(String position) {
        String[] parts = position.split(" ", -1);
        if (parts.length != PARTS_OF_A_POSITION)
            throw unknown();
        try {
            return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]), Boolean.parseBoolean(parts[4]));
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return Problem.of(Code.INVALID_CURSOR, "the cursor is not one of this list").asException();
    }
}
