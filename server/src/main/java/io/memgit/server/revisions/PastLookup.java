package io.memgit.server.revisions;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Resolution;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.browse.Resolution.Via;
import io.memgit.core.reflog.Past;
import io.memgit.core.reflog.PastRefs;
import io.memgit.core.reflog.RefHistory;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Query;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Finds what a revision in a request stood for at an instant, as the server recorded it. */
public final class PastLookup {

    private static final String AT = "at";
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Browse browse;
    private final InstantSource clock;

    public PastLookup(Browse browse, InstantSource clock) {
        this.browse = browse;
        this.clock = clock;
    }

    /**
     * The refs as they were.
     *
     * @throws ProblemException
     *             400 for a time that is still to come, 410 {@code HISTORY_EXPIRED} for one of which
     *             not
     *             enough is kept
     */
    public PastRefs refs(MemoryRepository repository, Instant at) {
        RefHistory history = RefHistory.of(repository);
        long millis = millis(at);
        if (millis > Math.max(clock.millis(), history.lastMillis()))
            throw Query.refused(AT, "is a time that has not come yet");
        return switch (history.at(millis)) {
            case PastRefs refs -> refs;
            case Past.Expired _ -> throw expired(at);
        };
    }

    /** 410: nobody knows any more what the refs were then. */
    public static ProblemException expired(Instant at) {
        return Problem.of(Code.HISTORY_EXPIRED, "what the refs were at that time is not kept any more")
                .with("at", at.toString())
                .asException();
    }

    /**
     * What {@code revision} stood for.
     *
     * @throws ProblemException
     *             404 {@code REF_NOT_FOUND} when it was not there, 400 for a hash, which has no time
     * @throws IOException
     *             when the repository cannot be read
     */
    public Resolved resolve(MemoryRepository repository, PastRefs refs, String revision) throws IOException {
        Resolution found = browse.resolve(repository, refs, revision, id -> repository.allVisible(List.of(id)));
        return switch (found) {
            case Resolved resolved when resolved.via() == Via.REF -> resolved;
            case Resolved _,Resolution.Ambiguous _ -> throw hash();
            case Resolution.NotFound _ when isFullHash(revision) -> throw hash();
            case Resolution.NotFound _ -> throw missing(revision);
            case Resolution other -> throw RevisionLookup.problem(revision, other).asException();
        };
    }

    /** 404: there was no such ref then. */
    public static ProblemException missing(String revision) {
        return Problem.of(Code.REF_NOT_FOUND, "there was no branch or tag " + revision + " at that time")
                .with("ref", revision)
                .asException();
    }

    /** The instant in milliseconds since 1970, -1 for any before it. */
    // A year of nine digits is a time as well, and none that milliseconds can count.
    public static long millis(Instant at) {
        if (at.isBefore(Instant.EPOCH))
            return -1;
        return at.isAfter(LAST) ? Long.MAX_VALUE : at.toEpochMilli();
    }

    private static ProblemException hash() {
        return Query.refused(AT, "goes with the name of a branch or tag; a hash means the same at all times");
    }

    private static boolean isFullHash(String revision) {
        int end = 0;
        while (end < revision.length() && revision.charAt(end) != '~' && revision.charAt(end) != '^')
            end++;
        return ObjectId.isId(revision.substring(0, end));
    }
}
