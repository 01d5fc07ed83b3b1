package io.memgit.cluster;

import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A process that writes numbers, says which were accepted, and goes on until it is killed. */
final class KilledWriter {

    static final RaftSettings SETTINGS = Ledgers.small(Ledgers.QUICK)
            .with(new RaftSettings.Snapshots(300, 1 << 30, Duration.ofDays(1), false));
    private static final int UNDER_WAY = 16;

    private record UnderWay(long number, CompletableFuture<Outcome> answer) {}

    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        Journal journal = new Journal();
        try (RaftLedger ledger = Ledgers.open(Path.of(arguments[0]), journal, SETTINGS)) {
            Deque<UnderWay> underWay = new ArrayDeque<>();
            for (long number = journal.numbers().size() + 1L;; number++) {
                int padding = number % 50 == 0 ? 3000 : (int) (number % 100);
                underWay.add(new UnderWay(number, ledger.submit(Journal.note(number, padding, null))));
                if (underWay.size() < UNDER_WAY)
                    continue;
                UnderWay oldest = underWay.remove();
                if (oldest.answer().join().equals(Ledgers.accepted(oldest.number())))
                    System.out.println(oldest.number());
            }
        }
    }
}
