package io.memgit.server.refs;

import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefMap;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of refs in the order of their names.
 *
 * @param refs
 *            on this page
 * @param nextCursor
 *            null at the end
 */
public record RefPage(List<RefEntry> refs, @Nullable String nextCursor) {

    /**
     * The page that a call asks for.
     *
     * @param start
     *            of the full names of all refs of the list
     */
    public static RefPage of(Call call, Paging page, RefMap refs, String start) {
        return of(call, page, refs, start, Optional.empty());
    }

    /**
     * The page that a call asks for.
     *
     * @param start
     *            of the full names of all refs of the list
     * @param without
     *            a folder of full names, with its slash, that is left out
     */
    public static RefPage of(Call call, Paging page, RefMap refs, String start, Optional<String> without) {
        String from = start;
        int skip = 0;
        switch (page.start()) {
            case Paging.First _ -> {
                // From the start, then.
            }
            case Paging.Offset(int count) -> skip = count;
            // No name comes between this one and the one with the smallest character behind it.
            case Paging.After(String position, _) -> from = position + '\0';
        }
        List<RefEntry> found = new ArrayList<>();
        Iterator<RefEntry> all = refs.from(from);
        while (all.hasNext() && found.size() <= page.limit()) {
            RefEntry ref = all.next();
            String name = ref.name().value();
            if (!name.startsWith(start))
                break;
            if (without.isPresent() && name.startsWith(without.get())) {
                // A list of a few does not walk through thousands that it does not show.
                all = refs.from(after(without.get()));
                continue;
            }
            if (skip > 0)
                skip--;
            else
                found.add(ref);
        }
        if (found.size() <= page.limit())
            return new RefPage(found, null);
        List<RefEntry> shown = found.subList(0, page.limit());
        return new RefPage(shown, call.cursor(shown.getLast().name().value(), null));
    }

    /** The first name that comes after all of a folder. */
    private static String after(String folder) {
        return folder.substring(0, folder.length() - 1) + (char) ('/' + 1);
    }
}
