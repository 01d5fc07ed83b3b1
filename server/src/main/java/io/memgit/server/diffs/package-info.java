/**
 * Comparisons of two states of a repository, as JSON or as the texts of {@code git diff}.
 *
 * <pre>
 *   from, to, path*, …  ──► DiffRequest ──► DiffQuery ──► Browse ─┬─► DiffBody (JSON, in pages)
 *                                                                └─► text, streamed
 * </pre>
 */
@NullMarked
package io.memgit.server.diffs;

import org.jspecify.annotations.NullMarked;
