package io.memgit.core.browse;

/**
 * The size of a comparison.
 *
 * @param files
 *            how many files changed
 * @param additions
 *            how many lines were added
 * @param deletions
 *            how many lines were deleted
 */
public record DiffStats(int files, long additions, long deletions) {}
