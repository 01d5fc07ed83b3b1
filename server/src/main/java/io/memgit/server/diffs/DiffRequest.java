package io.memgit.server.diffs;

import io.memgit.core.browse.DiffFormat;
import io.memgit.core.browse.DiffQuery;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Whitespace;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Paths;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A comparison as a request asks for it.
 *
 * @param from
 *            the side before; empty for the first parent
 * @param to
 *            the side after
 * @param page
 *            which files
 * @param query
 *            the whole of it
 */
record DiffRequest(Optional<Point> from, Point to, Page page, DiffQuery query) {

    static final QueryParam FROM = QueryParam.text("from",
            "The revision before; the first parent of the one after when absent.");
    static final QueryParam TO = QueryParam.text("to", "The revision after; the default branch when absent.");
    static final QueryParam PATH = QueryParam.texts("path", "Only this file or directory; may be repeated.");

    private static final int DEFAULT_CONTEXT = 3;
    private static final int MOST_CONTEXT = 1_000_000;
    private static final QueryParam[] OPTIONS = {
            QueryParam.flag("merge_base", "Start from the newest common ancestor of both sides."),
            QueryParam.number("context", "Unchanged lines around a change, 3 when absent."),
            QueryParam.flag("renames", "Find renamed files; true when absent."),
            QueryParam.text("whitespace", "show, ignore_at_eol, ignore_change or ignore_all."),
            QueryParam.text("format", "json, patch, stat or name_status.")};

    /** The parameters that all comparisons understand, and a few more. */
    static QueryParam[] params(QueryParam... more) {
        QueryParam[] all = new QueryParam[OPTIONS.length + more.length];
        System.arraycopy(more, 0, all, 0, more.length);
        System.arraycopy(OPTIONS, 0, all, more.length, OPTIONS.length);
        return all;
    }

    static DiffRequest read(Call call, MemoryRepository repository, Points points, Optional<String> from,
            Optional<String> to, List<GitPath> paths) throws IOException {
        Page page = Page.ofAll(call);
        Point after = page.point(0, points, repository, ReadFrom.of(call, to));
        Optional<Point> before = from.isPresent()
                ? Optional.of(page.point(1, points, repository, ReadFrom.of(call, from)))
                : Optional.empty();
        return of(call, page, before, after, paths);
    }

    /** A comparison of two states that were looked up already, or that the first page has pinned. */
    static DiffRequest between(Call call, MemoryRepository repository, Points points, Point from, Point to)
            throws IOException {
        Page page = Page.ofAll(call);
        Point after = page.pinned(0, points, repository, to);
        Point before = page.pinned(1, points, repository, from);
        return of(call, page, Optional.of(before), after, paths(call));
    }

    private static DiffRequest of(Call call, Page page, Optional<Point> before, Point after, List<GitPath> paths) {
        Query asked = call.query();
        int context = asked.number("context", DEFAULT_CONTEXT, 0, MOST_CONTEXT);
        DiffQuery query = new DiffQuery(before.map(Point::side), after.side(), asked.flag("merge_base"), paths, context,
                asked.flag("renames", true), whitespace(asked), true, page.skip(), page.limit());
        return new DiffRequest(before, after, page, query);
    }

    /** The paths that {@code path} names, any number of them; none for all. */
    static List<GitPath> paths(Call call) {
        return call.query().texts("path").stream().map(Paths::any).filter(p -> !p.isRoot()).toList();
    }

    /** The form of text that is asked for; empty for JSON. */
    static Optional<DiffFormat> format(Call call) {
        return switch (call.query().text("format").orElse("json")) {
            case "json" -> Optional.empty();
            case "patch" -> Optional.of(DiffFormat.PATCH);
            case "stat" -> Optional.of(DiffFormat.STAT);
            case "name_status" -> Optional.of(DiffFormat.NAME_STATUS);
            default -> throw Query.refused("format", "is json, patch, stat or name_status");
        };
    }

    private static Whitespace whitespace(Query asked) {
        return switch (asked.text("whitespace").orElse("show")) {
            case "show" -> Whitespace.SHOW;
            case "ignore_at_eol" -> Whitespace.IGNORE_AT_EOL;
            case "ignore_change" -> Whitespace.IGNORE_CHANGE;
            case "ignore_all" -> Whitespace.IGNORE_ALL;
            default -> throw Query.refused("whitespace", "is show, ignore_at_eol, ignore_change or ignore_all");
        };
    }

    /** Whether the names of both sides mean the same forever. */
    boolean fixed() {
        return to.fixed() && from.map(Point::fixed).orElse(true);
    }

    /** What the cursors of further pages pin. */
    List<ObjectId> pins() {
        return from.map(f -> List.of(to.pin(), f.pin())).orElseGet(() -> List.of(to.pin()));
    }

    /** Everything that decides what the text is, for its entity tag. */
    String identity(DiffFormat format) {
        return format + " " + query.from().map(DiffRequest::identity).orElse("") + " " + identity(query.to()) + " "
                + query;
    }

    private static String identity(DiffSide side) {
        return side.commit().map(c -> c.name()).orElse("") + side.tree().name();
    }
}
