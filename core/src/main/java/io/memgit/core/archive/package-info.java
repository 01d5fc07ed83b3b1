/**
 * Archives of a tree, with the content that {@code git archive} gives.
 *
 * <pre>
 *   Archives ──► ArchiveWalk ──► Survey           first: counts, so that limits refuse before a byte is sent
 *                    │      └──► ArchiveContent   then: the same entries, into
 *                    │                 └──► Container: TarContainer | ZipContainer
 *                    └── ExportRules (.gitattributes: export-ignore)
 * </pre>
 *
 * <p>
 * {@link io.memgit.core.archive.Archives} is the door. Files go from the store to the stream piece
 * by piece, as fast as the stream takes them; nothing is kept but the directories above the current
 * entry, and the directory that a zip file ends with. The same query gives the same bytes.
 */
@NullMarked
package io.memgit.core.archive;

import org.jspecify.annotations.NullMarked;
