/**
 * Archives over HTTP: a tree as one file, made while it is sent.
 *
 * <pre>
 *   GET archive/{ref}.tar.gz | .zip  ──► ArchiveController ──► ArchiveName (revision, form)
 *                                              └──► core Archives ──► the stream
 * </pre>
 */
@NullMarked
package io.memgit.server.archives;

import org.jspecify.annotations.NullMarked;
