package io.memgit.server.realities;

import java.util.List;

/** The realities of one set, in the order of the request. */
record MadeRealities(String set, List<RealityBody> realities, int count) {}
