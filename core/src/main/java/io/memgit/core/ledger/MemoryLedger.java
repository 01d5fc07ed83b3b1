package io.memgit.core.ledger;

import io.memgit.core.name.RepoId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Applies every entry at once, on the thread that submits it; nothing outlives the process. One
 * lock
 * for each of a fixed number of groups of targets sees to it that a target has one writer.
 */
public final class MemoryLedger implements Ledger {

    private static final int LOCKS = 1 << 10;
    private static final int KEY_LOCKS = 1 << 6;

    private final Map<PayloadKind, LedgerState> states = new EnumMap<>(PayloadKind.class);
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final ReentrantLock metaLock = new ReentrantLock();
    private final ReentrantLock[] keyLocks = new ReentrantLock[KEY_LOCKS];
    private final Receipts receipts = new Receipts();

    /**
     * @throws IllegalArgumentException
     *             when two states want the same kind of payload
     */
    public MemoryLedger(Collection<? extends LedgerState> states) {
        for (LedgerState state : states) {
            if (this.states.put(state.kind(), state) != null)
                throw new IllegalArgumentException("two states for " + state.kind());
        }
        for (int i = 0; i < LOCKS; i++)
            locks[i] = new ReentrantLock();
        for (int i = 0; i < KEY_LOCKS; i++)
            keyLocks[i] = new ReentrantLock();
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        LedgerState state = states.get(entry.payload().kind());
        if (state == null)
            throw new IllegalArgumentException("nobody takes entries of kind " + entry.payload().kind());
        RequestKey key = entry.key();
        return key == null ? apply(entry, state) : once(entry, key, state);
    }

    private CompletableFuture<Outcome> apply(Entry entry, LedgerState state) {
        ReentrantLock lock = lockOf(entry.target());
        lock.lock();
        try {
            return CompletableFuture.completedFuture(state.apply(entry));
        } finally {
            lock.unlock();
        }
    }

    // Entries of one key may be for different targets.
    private CompletableFuture<Outcome> once(Entry entry, RequestKey key, LedgerState state) {
        ReentrantLock keyLock = keyLocks[key.scope().hashCode() & (KEY_LOCKS - 1)];
        ReentrantLock lock = lockOf(entry.target());
        keyLock.lock();
        lock.lock();
        try {
            return CompletableFuture.completedFuture(receipts.once(entry, state));
        } catch (RepeatedException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            lock.unlock();
            keyLock.unlock();
        }
    }

    @Override
    public Optional<Receipt> receipt(String scope, long nowMillis) {
        return Optional.ofNullable(receipts.find(scope, nowMillis));
    }

    private ReentrantLock lockOf(RepoId target) {
        return target.equals(RepoId.META) ? metaLock : locks[(int) target.low() & (LOCKS - 1)];
    }
}
