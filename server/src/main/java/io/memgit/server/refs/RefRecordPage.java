package io.memgit.server.refs;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.RefRecord;
import io.memgit.core.ref.RefName;
import io.memgit.core.reflog.RefHistory;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history of refs, the newest first. What comes meanwhile comes before the first
 * page.
 *
 * @param records
 *            on this page
 * @param nextCursor
 *            null at the end
 */
record RefRecordPage(List<RefRecord> records, @Nullable String nextCursor) {

    static RefRecordPage of(Call call, RefHistory history, @Nullable RefName name) {
        Paging page = call.paging();
        EventNumber before = null;
        int skip = 0;
        switch (page.start()) {
            case Paging.First _ -> {
                // From the newest one, then.
            }
            case Paging.Offset(int count) -> skip = count;
            case Paging.After(String position, _) -> {
                // One event can have more records than a page.
                String[] parts = position.split("\\.", -1);
                before = new EventNumber(number(parts, 0) + 1);
                skip = (int) number(parts, 1);
            }
        }
        List<RefRecord> found = history.newestFirst(name, before, skip + page.limit() + 1);
        List<RefRecord> shown = found.stream().skip(skip).limit(page.limit()).toList();
        if (found.size() <= skip + page.limit())
            return new RefRecordPage(shown, null);
        EventNumber last = shown.getLast().number();
        long ofLast = found.stream().limit(skip + page.limit()).filter(r -> r.number().equals(last)).count();
        return new RefRecordPage(shown, call.cursor(last + "." + ofLast, null));
    }

    // Cursors are sealed: one that reads otherwise is of another version of the server.
    private static long number(String[] parts, int index) {
        try {
            return Long.parseLong(Optional.of(parts).filter(p -> p.length == 2).map(p -> p[index]).orElse(""));
        } catch (NumberFormatException e) {
            throw Problem.of(Code.INVALID_CURSOR, "the cursor is not one of this list").asException();
        }
    }
}
