package io.memgit.server.realities;

import java.util.Map;

/** What was measured of a reality, by name; what is not named stays. */
record Score(Map<String, Double> metrics) {}
