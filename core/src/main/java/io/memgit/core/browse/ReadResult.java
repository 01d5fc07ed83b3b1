package io.memgit.core.browse;

/** What reading a file by its path gives. */
public sealed interface ReadResult permits FileContent, Missing, OtherType, Exceeded {}
