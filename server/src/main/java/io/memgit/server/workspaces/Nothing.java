package io.memgit.server.workspaces;

/** A body that has no fields. */
record Nothing() {}
