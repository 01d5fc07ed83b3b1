/**
 * Figures beside what they should be: {@link io.memgit.bench.report.Row} has every line of the
 * table
 * with its numbers, measures are collected in files, and {@link io.memgit.bench.report.Report}
 * prints them as a table and writes them as JSON.
 */
@NullMarked
package io.memgit.bench.report;

import org.jspecify.annotations.NullMarked;
