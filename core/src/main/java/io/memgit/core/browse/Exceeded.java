package io.memgit.core.browse;

/**
 * A read that was given up because it met a limit.
 *
 * @param bound
 *            the limit
 */
public record Exceeded(Bound bound)
        implements
            Resolution,
            ReadResult,
            BatchResult,
            TreeResult,
            TallyResult,
            LogResult,
            DiffResult,
            Divergence {}
