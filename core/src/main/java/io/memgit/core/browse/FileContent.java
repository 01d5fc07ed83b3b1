package io.memgit.core.browse;

/**
 * A file or symbolic link with its content.
 *
 * @param entry
 *            the file
 * @param bytes
 *            its content, not to be changed; a link's is the text of its target
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one, and a copy of every file read would cost
public record FileContent(FileEntry entry, byte[] bytes) implements ReadResult {}
