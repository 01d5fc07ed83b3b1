/**
 * The ledger that lasts: entries are in a synced log before they are answered, on Apache Ratis.
 *
 * <pre>
 *   submit(Entry)                                     RaftLedger: which group is it for?
 *      │ over 256 KiB: a file in spilled/, synced      LedgerGroup: limits, deadline, reserve
 *      ▼
 *   log/…/log_inprogress_7   written, synced          Ratis, one peer, no socket
 *      ▼
 *   GroupMachine.apply ──► LedgerState.apply          one thread a group
 *      │ synced: how far was answered                  HighWater
 *      ▼
 *   the future completes, on a virtual thread
 * </pre>
 *
 * A group is one log with the states behind it. The folder of each has the log, the newest
 * snapshot,
 * the spilled entries that no snapshot covers yet, and how far was answered; package
 * {@code io.memgit.cluster.disk} has these. Before Ratis sees a log it is scanned: a torn end that
 * nobody was answered for is cut, everything else is damage and refuses to start. A group whose
 * disk
 * failed is opened again in the process, on the state that it has in memory.
 *
 * <pre>
 * var groups = Map.of(GroupName.META, List.of(accounts, repositories));
 * try (var ledger = RaftLedger.open(data.resolve("ledger"), groups, entry -> GroupName.META, RaftSettings.DEFAULT)) {
 *     Outcome outcome = ledger.submit(entry).join();
 * }
 * </pre>
 *
 * Nothing outside this module sees a type of Ratis.
 */
@NullMarked
package io.memgit.cluster;

import org.jspecify.annotations.NullMarked;
