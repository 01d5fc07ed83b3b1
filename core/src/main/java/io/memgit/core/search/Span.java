package io.memgit.core.search;

/**
 * A part of a line or a path, in bytes from 0.
 *
 * @param start
 *            its first byte
 * @param end
 *            the byte behind it
 */
public record Span(int start, int end) {}
