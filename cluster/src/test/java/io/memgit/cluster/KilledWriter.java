package io.memgit.cluster;

import io.memgit.core.file.Disk;
import io.memgit.core.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;

/**
 * A process that writes numbers, says which were accepted, and goes on until it is killed. The
 * second
 * argument, if there is one, has Ratis answer before it has synced.
 */
final class KilledWriter {

    static final RaftSettings SETTINGS = Ledgers.small(Ledgers.QUICK)
            .with(new RaftSettings.Snapshots(300, 1 << 30, Duration.ofDays(1), false));
    static final String UNSAFE = "unsafe-flush";
    static final String ASYNC = "async-flush";
    private static final int UNDER_WAY = 16;

    private record UnderWay(long number, CompletableFuture<Outcome> answer) {}

    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        Journal journal = new Journal();
        RunningLog.Opener opener = arguments.length < 2 ? RunningLog::open : careless(arguments[1]);
        try (RaftLedger ledger = RaftLedger.open(Path.of(arguments[0]), Map.of(GroupName.META, List.of(journal)),
                _ -> GroupName.META, SETTINGS, Disk.local(), opener)) {
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

    private static RunningLog.Opener careless(String how) {
        return (folder, settings, machine) -> {
            RaftProperties properties = RatisProperties.of(settings, folder);
            switch (how) {
                case UNSAFE -> RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, true);
                case ASYNC -> RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, true);
                default -> throw new IllegalArgumentException(how);
            }
            return RunningLog.open(folder, settings, machine, properties);
        };
    }
}
