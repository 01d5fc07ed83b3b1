package io.memgit.core.limits;

import java.time.Duration;

/**
 * All limits of a server, by area.
 *
 * @param http
 *            requests and answers in general
 * @param push
 *            what a client sends with {@code git push}
 * @param fetch
 *            what a client asks with {@code git fetch} and {@code git clone}
 * @param tree
 *            paths and trees, however they arrive
 * @param refs
 *            refs and batches of them
 * @param commit
 *            commits made over the API
 * @param browse
 *            reads over the API
 * @param auth
 *            credentials
 * @param history
 *            what is remembered of each repository's writes
 * @param upload
 *            blobs that no commit needs yet
 * @param merge
 *            merges of two histories
 * @param sequencer
 *            commits made out of commits
 * @param search
 *            searches
 */
public record Limits(HttpLimits http, PushLimits push, FetchLimits fetch, TreeLimits tree, RefLimits refs,
        CommitLimits commit, BrowseLimits browse, AuthLimits auth, HistoryLimits history, UploadLimits upload,
        MergeLimits merge, SequencerLimits sequencer, SearchLimits search) {

    /** What holds where nothing is configured. */
    public static Limits defaults() {
        return new Limits(HttpLimits.defaults(), PushLimits.defaults(), FetchLimits.defaults(), TreeLimits.defaults(),
                RefLimits.defaults(), CommitLimits.defaults(), BrowseLimits.defaults(), AuthLimits.defaults(),
                HistoryLimits.defaults(), UploadLimits.defaults(), MergeLimits.defaults(),
                SequencerLimits.defaults(), SearchLimits.defaults());
    }

    static int positive(int value, String name) {
        if (value <= 0)
            throw new IllegalArgumentException(name + " must be positive: " + value);
        return value;
    }

    static ByteCount positive(ByteCount value, String name) {
        if (value.bytes() <= 0)
            throw new IllegalArgumentException(name + " must be positive: " + value);
        return value;
    }

    static Duration positive(Duration value, String name) {
        if (value.isNegative() || value.isZero())
            throw new IllegalArgumentException(name + " must be positive: " + value);
        return value;
    }
}
