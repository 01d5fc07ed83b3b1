package io.memgit.core.commit;

import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A ledger that applies an entry when it is told to. There are no threads. */
public final class HeldLedger implements Ledger {

    private record Waiting(Entry entry, CompletableFuture<Outcome> answer) {}

    private final Ledger inner;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean holds;

    HeldLedger(Ledger inner) {
        this.inner = inner;
    }

    /** From now on entries wait, or do not. */
    public void hold(boolean whether) {
        holds = whether;
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        if (!holds)
            return inner.submit(entry);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        waiting.add(new Waiting(entry, answer));
        return answer;
    }

    /** How many entries wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Applies the entry that has waited longest. */
    public void settle() {
        Waiting first = waiting.remove();
        first.answer.complete(inner.submit(first.entry).join());
    }
}
