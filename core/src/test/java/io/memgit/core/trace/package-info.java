/**
 * What a whole process does to its files, recorded from outside, and the disk that a power failure
 * would leave.
 *
 * <pre>
 *   Strace     runs a process and has every call that changes a file, or sends something, written down
 *   Recording  these calls as events: bytes, names, syncs, and what went out, in one order
 *   Rebuilt    the disk as of any event, less what was not synced by then
 * </pre>
 *
 * For the tests of other modules as well, like the contract of ledgers.
 */
@NullMarked
package io.memgit.core.trace;

import org.jspecify.annotations.NullMarked;
