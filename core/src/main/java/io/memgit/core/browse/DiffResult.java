package io.memgit.core.browse;

/** What comparing two revisions gives. */
public sealed interface DiffResult permits Exceeded {}
