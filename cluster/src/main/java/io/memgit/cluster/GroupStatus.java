package io.memgit.cluster;

/**
 * How a group is.
 *
 * @param condition
 *            whether it takes entries
 * @param detail
 *            one sentence for the operator, empty when all is well
 * @param appliedIndex
 *            index of the last entry applied
 * @param snapshotIndex
 *            index of the last entry in the newest snapshot, or -1
 * @param outstanding
 *            entries that wait for their answer
 */
public record GroupStatus(Condition condition, String detail, long appliedIndex, long snapshotIndex, int outstanding) {

    /** Whether a group takes entries. */
    public enum Condition {
        /** It does. */
        READY,
        /** Not before the disk has more room. */
        STORAGE_FULL,
        /** Not before its disk answers again: entries have waited for it longer than they may. */
        STALLED,
        /** Its disk failed, and it is being opened again. */
        REOPENING,
        /** Not before the process is started again. */
        HALTED,
        /** It is closed, or being closed. */
        CLOSED
    }
}
