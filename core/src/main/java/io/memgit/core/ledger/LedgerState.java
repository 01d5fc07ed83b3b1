package io.memgit.core.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One owner of state behind the ledger: its codec, its apply, and its snapshots.
 *
 * <p>
 * {@link #apply} is deterministic: no clock, no random, no thread, no configuration inside, so that
 * the same entries give the same state on every node and after every restart.
 */
public interface LedgerState {

    /** The payloads that belong to this state. */
    PayloadKind kind();

    /** The stored form of a payload of this kind. */
    byte[] encode(Payload payload);

    /**
     * The payload that {@link #encode} wrote, by this version or an older one.
     *
     * @throws IOException
     *             when the bytes are damaged or of a newer version that cannot be read
     */
    Payload decode(byte[] bytes) throws IOException;

    /**
     * Applies an entry of this kind. Called for one target by one thread at a time.
     *
     * <p>
     * An {@link java.io.UncheckedIOException} or an {@link Error} says that this place could not, and
     * stops a durable ledger before a later entry is applied on what is half done. Any other exception
     * is taken to be the same for the same entry everywhere and every time.
     */
    Outcome apply(Entry entry);

    /**
     * Grabs the state as it is between two entries. Costs no more than taking references; the writing
     * is done by {@link Snapshot#writeTo}, on another thread, while entries go on being applied.
     */
    Snapshot snapshot();

    /**
     * Puts the state of a snapshot in the place of this one, before the first entry is applied.
     *
     * @throws IOException
     *             when the snapshot is damaged or cannot be read
     */
    void restore(InputStream in) throws IOException;

    /**
     * A snapshot of this state is on disk and is now the oldest that can be restored from: what only
     * earlier ones needed may go. Called on any thread, for one snapshot after the other.
     */
    default void snapshotKept(Snapshot snapshot) {}

    /**
     * After a start, everything that the ledger had was applied again: what nothing refers to by now,
     * nothing ever will. Called once, on the thread that applies.
     */
    default void recovered() {}

    /** A state that no longer changes. */
    interface Snapshot {

        /** Writes the state so that {@link LedgerState#restore} can read it. */
        void writeTo(OutputStream out) throws IOException;
    }
}
