package io.memgit.core.browse;

/**
 * There is something else at a path than what was asked for.
 *
 * @param path
 *            the path that was asked for
 * @param type
 *            what is there
 */
public record OtherType(GitPath path, EntryType type) implements FileResult, ReadResult, TreeResult {}
