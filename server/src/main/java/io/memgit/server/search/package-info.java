/**
 * Searches over HTTP.
 *
 * <pre>
 *   GET  search/content ──┐
 *   POST grep ────────────┴─► LineSearch (one page of lines, its cursor) ──► LineController
 *   GET  search/files ──────────────────────────────────────────────────► FileSearchController
 *   GET  search/commits ────────────────────────────────────────────────► CommitSearchController
 *                 SearchTerms reads patterns and globs, and says what is wrong with them
 * </pre>
 *
 * <p>
 * Without {@code case_sensitive}, {@code search/…} takes small and capital letters for the same, as
 * search boxes do, and {@code grep} tells them apart, as {@code git grep} does. Columns and matches
 * count bytes of the line, as {@code git grep --column} does; a column is counted from 1, a match
 * from
 * 0.
 */
@NullMarked
package io.memgit.server.search;

import org.jspecify.annotations.NullMarked;
