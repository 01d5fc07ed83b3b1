package io.memgit.core.commit;

import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.ledger.LedgerException.Fate;
import io.memgit.core.ledger.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A ledger that takes its time: entries wait until {@link #step} is called, and then one in ten is
 * refused, overtaken by later ones, or lost (with or without having been applied). Everything
 * follows from the seed; there are no threads.
 */
final class UnreliableLedger implements Ledger {

    private record Waiting(Entry entry, CompletableFuture<Outcome> answer) {}

    private final Ledger inner;
    private final Random random;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean reliable;
    private int most;

    UnreliableLedger(Ledger inner, long seed) {
        this.inner = inner;
        this.random = new Random(seed);
        this.reliable = true;
    }

    /** From now on entries wait and fail; before that the fixture makes its repository. */
    void becomeUnreliable() {
        reliable = false;
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        if (reliable)
            return inner.submit(entry);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        waiting.add(new Waiting(entry, answer));
        most = Math.max(most, waiting.size());
        return answer;
    }

    /** The most entries that waited at one time. */
    int mostWaiting() {
        return most;
    }

    /** Deals with one waiting entry; false when there is none. */
    boolean step() {
        if (waiting.isEmpty())
            return false;
        switch (random.nextInt(40)) {
            case 0 -> waiting.removeFirst().answer.complete(new Outcome.Refused("LIMIT_EXCEEDED", "not today"));
            case 1 -> {
                // It goes on waiting behind the others.
                waiting.add(waiting.removeFirst());
            }
            case 2 -> waiting.removeFirst().answer
                    .completeExceptionally(new LedgerException(Fate.UNKNOWN, "lost before it was applied"));
            case 3 -> {
                Waiting lost = waiting.removeFirst();
                inner.submit(lost.entry).join();
                lost.answer.completeExceptionally(new LedgerException(Fate.UNKNOWN, "lost after it was applied"));
            }
            default -> {
                Waiting next = waiting.removeFirst();
                next.answer.complete(inner.submit(next.entry).join());
            }
        }
        return true;
    }
}
