package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.state.AccountsChange.KeyUse;
import io.memgit.auth.state.AccountsChange.KeysUsed;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.KeyId;
import io.memgit.core.ledger.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When keys were used last, to the minute. Uses are gathered, and written at most once a minute for
 * all keys together: a busy key must not cost an entry of the ledger each time.
 */
final class KeyUses {

    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
    private static final Duration COARSE = Duration.ofMinutes(1);
    // An entry of the ledger has at most 1 MB; a use takes some 45 bytes.
    private static final int USES_OF_ENTRY = 10_000;

    private final AccountsState state;
    private final AccountsWriter writer;
    private final Map<KeyId, Instant> pending = new ConcurrentHashMap<>();
    private final AtomicLong written;

    KeyUses(AccountsState state, AccountsWriter writer, Instant now) {
        this.state = state;
        this.writer = writer;
        this.written = new AtomicLong(now.toEpochMilli());
    }

    /** When the key was used last. */
    Optional<Instant> last(KeyId key) {
        Instant unwritten = pending.get(key);
        return unwritten != null ? Optional.of(unwritten) : state.lastUse(key);
    }

    void used(KeyId key, Instant now) {
        Optional<Instant> last = last(key);
        if (last.isEmpty() || isOld(last.get(), now))
            pending.put(key, now);
        long before = written.get();
        if (!pending.isEmpty() && isOld(Instant.ofEpochMilli(before), now)
                && written.compareAndSet(before, now.toEpochMilli()))
            write();
    }

    /** Writes what is gathered. */
    void write() {
        List<KeyUse> uses = new ArrayList<>();
        pending.forEach((key, time) -> uses.add(new KeyUse(key, time)));
        for (int from = 0; from < uses.size(); from += USES_OF_ENTRY)
            write(uses.subList(from, Math.min(uses.size(), from + USES_OF_ENTRY)));
    }

    private void write(List<KeyUse> uses) {
        KeysUsed change = new KeysUsed(uses, ByteString.EMPTY);
        var _ = writer.submit(Actor.SYSTEM, change).whenComplete((outcome, failure) -> {
            if (failure != null)
                LOG.warn("last uses of {} keys are not written yet", change.uses().size(), failure);
            else
                change.uses().forEach(use -> pending.remove(use.key(), use.time()));
        });
    }

    // A clock that was set back must not stop the counting for hours.
    private static boolean isOld(Instant time, Instant now) {
        return now.isBefore(time) || !now.isBefore(time.plus(COARSE));
    }
}
