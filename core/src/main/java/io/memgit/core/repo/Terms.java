package io.memgit.core.repo;

import io.memgit.core.event.HistoryRetention;
import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.UploadLimits;
import java.util.function.LongSupplier;

/**
 * On what terms repositories are kept. Nothing of it decides what becomes of an entry: each server
 * may have its own.
 *
 * @param history
 *            how much is remembered
 * @param uploads
 *            how many objects that no ref needs may come in
 * @param mostRefs
 *            the most refs of one repository; what is submitted here carries it
 * @param walks
 *            how far it is walked to find out whether an object is reachable
 * @param nanos
 *            a clock that only goes forward, such as {@link System#nanoTime()}
 */
record Terms(HistoryRetention history, UploadLimits uploads, int mostRefs, BrowseLimits walks, LongSupplier nanos) {

    static Terms of(Limits limits) {
        return new Terms(HistoryRetention.of(limits.history()), limits.upload(), limits.refs().perRepository(),
                limits.browse(), System::nanoTime);
    }

    static Terms keeping(HistoryRetention history) {
        Terms usual = of(Limits.defaults());
        return new Terms(history, usual.uploads, usual.mostRefs, usual.walks, usual.nanos);
    }
}
