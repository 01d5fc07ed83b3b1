package io.memgit.core.search;

/** So many searches run that this one was not begun within its time. */
public record Overloaded() implements GrepResult, FilesResult, CommitsResult {}
