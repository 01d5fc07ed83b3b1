/**
 * What the ledger has on disk beside the log that Ratis writes, and the scan of that log.
 *
 * <pre>
 *   FOLDER/format                  version and groups, with a checksum
 *   FOLDER/lock                    held while a process has it open
 *   FOLDER/GROUP/synced            the highest index that was answered
 *   FOLDER/GROUP/log/UUID/current  the log of Ratis
 *   FOLDER/GROUP/snapshots/        the newest snapshot
 *   FOLDER/GROUP/spilled/SHA256    entries that are too large for the log
 *   FOLDER/GROUP/cut/              copies of torn ends that were cut off a log
 * </pre>
 *
 * Files are written under a temporary name, synced, renamed, and their folder is synced, through
 * {@link io.memgit.core.file.Disk}, so that tests can put a disk of their own below it. Nothing
 * here
 * knows Ratis' classes; the form of its log is in {@code SegmentScan}.
 */
@NullMarked
package io.memgit.cluster.disk;

import org.jspecify.annotations.NullMarked;
