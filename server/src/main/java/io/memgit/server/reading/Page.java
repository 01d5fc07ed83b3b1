package io.memgit.server.reading;

import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list that a call asks for, and the states that the first page pinned.
 *
 * @param limit
 *            the most items
 * @param skip
 *            how many items come before it
 * @param pins
 *            what to read from, in the order given to {@link #cursor}; empty on a first page
 */
public record Page(int limit, int skip, List<ObjectId> pins) {

    /** The page of the usual size. */
    public static Page of(Call call) {
        return of(call, call.paging().limit());
    }

    /** The page of a list that is as long as its own limits allow where no {@code limit} is given. */
    public static Page ofAll(Call call) {
        return of(call, call.query().text("limit").isPresent() ? call.paging().limit() : Integer.MAX_VALUE);
    }

    private static Page of(Call call, int limit) {
        return switch (call.paging().start()) {
            case Paging.First _ -> new Page(limit, 0, List.of());
            case Paging.Offset(int count) -> new Page(limit, count, List.of());
            case Paging.After(String position, Optional<String> pin) ->
                new Page(limit, number(position), ids(pin.orElse("")));
        };
    }

    // Cursors are sealed: one that reads otherwise is of another version of the server.
    private static int number(String position) {
        try {
            return Integer.parseInt(position);
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private static List<ObjectId> ids(String pin) {
        List<ObjectId> ids = new ArrayList<>(2);
        for (String id : pin.split(" ", -1)) {
            if (!ObjectId.isId(id))
                throw unknown();
            ids.add(ObjectId.fromString(id));
        }
        return ids;
    }

    private static RuntimeException unknown() {
        return Problem.of(Code.INVALID_CURSOR, "the cursor is not one of this list").asException();
    }

    /**
     * The state number {@code index} that the list is read from: the pinned one, or on a first page
     * what {@code from} names.
     */
    public Point point(int index, Points points, MemoryRepository repository, ReadFrom from) throws IOException {
        return index < pins.size()
                ? points.pinned(repository, from.ref(), pins.get(index))
                : points.of(repository, from);
    }

    /** The state number {@code index}: the pinned one, or on a first page {@code now}. */
    public Point pinned(int index, Points points, MemoryRepository repository, Point now) throws IOException {
        return index < pins.size() ? points.pinned(repository, Optional.of(now.ref()), pins.get(index)) : now;
    }

    /** The cursor of the page after this one; null when there is none. */
    public static @Nullable String cursor(Call call, Optional<Integer> next, List<ObjectId> pins) {
        if (next.isEmpty())
            return null;
        return call.cursor(next.get().toString(), pins.stream().map(ObjectId::name).collect(Collectors.joining(" ")));
    }
}
