/**
 * The files of repositories: written once, named once they are complete and on the disk, never
 * changed afterwards, deleted when nothing needs them any more.
 *
 * <pre>
 *   DATA/repositories/1f0c...e7/          one folder for each repository, named by its id
 *        9a41c2d0b7e35f16.pack            a name is made of 64 random bits, and never given again
 *        9a41c2d0b7e35f16.idx
 *        tmp-9a41c2d0b7e35f17.pack        being written; whatever is left of it is deleted at start
 * </pre>
 *
 * <p>
 * {@link io.memgit.core.file.ObjectFiles} is the door. {@link io.memgit.core.file.NewFiles} writes
 * files that belong together: all of them are synced, then renamed, then the folder is synced, so
 * that whoever finds a name in something that is durable finds the whole file.
 * {@link io.memgit.core.file.MappedFile} reads one without a copy of it in memory and compares each
 * block with its checksum before the first byte of it is given out.
 *
 * <p>
 * {@link io.memgit.core.file.Disk} is what all of it stands on, so that tests can take the disk
 * away
 * at any write, sync or rename.
 */
@NullMarked
package io.memgit.core.file;

import org.jspecify.annotations.NullMarked;
