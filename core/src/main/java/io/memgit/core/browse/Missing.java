package io.memgit.core.browse;

/**
 * There is nothing at a path.
 *
 * @param path
 *            the path that was asked for
 */
public record Missing(GitPath path) implements FileResult, ReadResult, TreeResult {}
