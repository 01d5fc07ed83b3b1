package io.memgit.core.search;

import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.SearchLimits;
import java.time.Duration;

/** The usual limits, and time enough on any machine. */
final class Unhurried {

    private Unhurried() {}

    static Limits limits() {
        SearchLimits s = SearchLimits.defaults();
        return ChangedLimits
                .with(new SearchLimits(s.patternLength(), s.repetition(), s.patternStates(), s.paths(), s.context(),
                        Duration.ofMinutes(10), s.atOnce(), s.fileSize(), s.lineSize(), s.answerSize(), s.cacheSize(),
                        s.indexSize()));
    }
}
