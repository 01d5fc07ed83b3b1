package io.memgit.core.browse;

/** What is at a path where a file was asked for. */
public sealed interface FileResult permits FileEntry, Missing, OtherType {}
