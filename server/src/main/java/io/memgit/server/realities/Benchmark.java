package io.memgit.server.realities;

import java.util.Map;

/**
 * What a reality comes to beside its base.
 *
 * @param reality
 *            its name
 * @param duration
 *            how long it took to compare it with its base
 * @param durationUs
 *            the same in microseconds
 * @param metrics
 *            what was measured of it, and what the comparison counts: files_changed, additions,
 *            deletions
 * @param better
 *            whether no other reality of its set has a better value of what was measured
 */
record Benchmark(String reality, String duration, long durationUs, Map<String, Double> metrics, boolean better) {}
