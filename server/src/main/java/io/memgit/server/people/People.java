package io.memgit.server.people;

import io.memgit.core.commit.Identity;
import io.memgit.core.limits.CommitLimits;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads who wrote or made something; the caller, now, where the request does not say. */
public final class People {

    private static final int SECONDS_PER_MINUTE = 60;

    private final RepositoryAccess access;
    private final CommitLimits limits;
    private final Clock clock;

    public People(RepositoryAccess access, CommitLimits limits, Clock clock) {
        this.access = access;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The person that a field names.
     *
     * @param whenAbsent
     *            who it is when the field was not given
     * @throws io.memgit.server.problem.ProblemException
     *             400 for what Git cannot store
     */
    public Identity person(String field, @Nullable PersonBody body, Identity whenAbsent) {
        if (body == null)
            return whenAbsent;
        String name = header(field + ".name", body.name()).strip();
        String email = header(field + ".email", body.email()).strip();
        if (name.isEmpty())
            throw Field.refused(field + ".name", "is not empty");
        OffsetDateTime time = time(field + ".time", body.time());
        return new Identity(name, email, time.toEpochSecond(),
                time.getOffset().getTotalSeconds() / SECONDS_PER_MINUTE);
    }

    /** The caller, now. */
    public Identity caller(Call call) {
        return new Identity(access.authorName(call), access.authorEmail(call), now().getEpochSecond(), 0);
    }

    private String header(String field, String value) {
        Field.text(field, value, "commit.ident_size", limits.identSize().bytes());
        if (!Identity.isHeaderText(value))
            throw Field.refused(field, "holds no angle brackets and no line ends");
        return value;
    }

    private OffsetDateTime time(String field, @Nullable String text) {
        if (text == null)
            return now().atOffset(ZoneOffset.UTC);
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw Field.refused(field, "is a time such as 2026-01-31T12:00:00+02:00");
        }
        if (time.toEpochSecond() < 0 || time.getYear() > 9999)
            throw Field.refused(field, "is in the years 1970 to 9999");
        return time;
    }

    private Instant now() {
        return clock.instant();
    }
}
