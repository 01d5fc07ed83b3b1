package io.memgit.core.browse;

import java.util.List;
import java.util.Optional;

/**
 * What to compare, and how.
 *
 * @param from
 *            the side before; empty for the first parent of {@code to}
 * @param to
 *            the side after
 * @param mergeBase
 *            whether to start from the newest common ancestor of both sides
 * @param paths
 *            the files and directories to compare; empty for all
 * @param context
 *            how many unchanged lines a patch shows around a change
 * @param renames
 *            whether to find renamed files
 * @param whitespace
 *            which differences in white space count
 * @param patches
 *            whether a page has the patches of its files
 * @param skip
 *            how many files come on earlier pages
 * @param limit
 *            the most files of this page; the limits may allow fewer
 */
public record DiffQuery(Optional<DiffSide> from, DiffSide to, boolean mergeBase, List<GitPath> paths, int context,
        boolean renames, Whitespace whitespace, boolean patches, int skip, int limit) {

    private static final int DEFAULT_CONTEXT = 3;

    /**
     * @throws IllegalArgumentException
     *             when {@code skip} or {@code context} is negative or {@code limit} not positive
     */
    public DiffQuery {
        if (skip < 0 || limit <= 0 || context < 0)
            throw new IllegalArgumentException("skip " + skip + ", limit " + limit + ", context " + context);
        paths = List.copyOf(paths);
    }

    /** What {@code git diff -M from to} compares, with patches. */
    public static DiffQuery between(DiffSide from, DiffSide to) {
        return new DiffQuery(Optional.of(from), to, false, List.of(), DEFAULT_CONTEXT, true, Whitespace.SHOW, true, 0,
                Integer.MAX_VALUE);
    }

    /** What the commit {@code to} changed in its first parent. */
    public static DiffQuery of(DiffSide to) {
        return new DiffQuery(Optional.empty(), to, false, List.of(), DEFAULT_CONTEXT, true, Whitespace.SHOW, true, 0,
                Integer.MAX_VALUE);
    }

    public DiffQuery fromMergeBase() {
        return new DiffQuery(from, to, true, paths, context, renames, whitespace, patches, skip, limit);
    }

    public DiffQuery only(List<GitPath> wanted) {
        return new DiffQuery(from, to, mergeBase, wanted, context, renames, whitespace, patches, skip, limit);
    }

    public DiffQuery withContext(int lines) {
        return new DiffQuery(from, to, mergeBase, paths, lines, renames, whitespace, patches, skip, limit);
    }

    public DiffQuery withRenames(boolean wanted) {
        return new DiffQuery(from, to, mergeBase, paths, context, wanted, whitespace, patches, skip, limit);
    }

    public DiffQuery with(Whitespace counted) {
        return new DiffQuery(from, to, mergeBase, paths, context, renames, counted, patches, skip, limit);
    }

    public DiffQuery withoutPatches() {
        return new DiffQuery(from, to, mergeBase, paths, context, renames, whitespace, false, skip, limit);
    }

    public DiffQuery page(int skipped, int most) {
        return new DiffQuery(from, to, mergeBase, paths, context, renames, whitespace, patches, skipped, most);
    }
}
