package io.memgit.cluster;

import io.memgit.cluster.disk.SnapshotStore;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.EntryCodec;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.PayloadKind;
import io.memgit.core.ledger.Receipts;
import io.memgit.core.ledger.RepeatedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of one group, the answers they gave and the receipts of what had a key, as of one
 * index of its log. Outlives the log
 * when
 * that has to be opened again. Changed by one thread at a time.
 */
final class GroupState {

    private static final int ANSWERS = 0;
    private static final int RECEIPTS = 1_000;

    private final Map<PayloadKind, LedgerState> states = new EnumMap<>(PayloadKind.class);
    private final AnswerWindow answers = new AnswerWindow();
    private final Receipts receipts = new Receipts();
    private final EntryCodec codec;

    /**
     * @throws IllegalArgumentException
     *             when two states want the same kind of payload
     */
    GroupState(Collection<? extends LedgerState> states) {
        for (LedgerState state : states) {
            if (this.states.put(state.kind(), state) != null)
                throw new IllegalArgumentException("two states for " + state.kind());
        }
        this.codec = new EntryCodec(states);
    }

    EntryCodec codec() {
        return codec;
    }

    /**
     * @throws IllegalArgumentException
     *             when no state takes the entry
     */
    void require(PayloadKind kind) {
        if (!states.containsKey(kind))
            throw new IllegalArgumentException("nobody takes entries of kind " + kind);
    }

    /** The receipts of what was accepted under a key; looked into by any thread. */
    Receipts receipts() {
        return receipts;
    }

    /**
     * Applies an entry, unless it was applied already.
     *
     * @throws RepeatedException
     *             when another one was accepted under its key
     */
    Outcome apply(EntryId id, Entry entry) {
        Outcome before = answers.find(id);
        if (before != null)
            return before;
        LedgerState state = states.get(entry.payload().kind());
        if (state == null)
            throw new IllegalStateException("nobody takes entries of kind " + entry.payload().kind());
        Outcome outcome = receipts.once(entry, state);
        answers.add(id, outcome);
        return outcome;
    }

    /** Grabs everything as it is; costs references only. */
    Frozen freeze() {
        Map<LedgerState, LedgerState.Snapshot> frozen = new LinkedHashMap<>();
        states.values().forEach(state -> frozen.put(state, state.snapshot()));
        return new Frozen(answers.freeze(), receipts.freeze(), frozen);
    }

    /** All states of a group at one moment. */
    record Frozen(AnswerWindow.Frozen answers, Receipts.Frozen receipts,
            Map<LedgerState, LedgerState.Snapshot> states) {

        List<SnapshotStore.Section> sections() {
            List<SnapshotStore.Section> sections = new ArrayList<>();
            sections.add(new SnapshotStore.Section(ANSWERS, answers::writeTo));
            sections.add(new SnapshotStore.Section(RECEIPTS, receipts::writeTo));
            states.forEach((state, snapshot) -> sections
                    .add(new SnapshotStore.Section(state.kind().number(), snapshot::writeTo)));
            return sections;
        }

        /** Tells the states that this is on disk. */
        void kept() {
            states.forEach(LedgerState::snapshotKept);
        }
    }

    /** Tells the states that everything was applied again. */
    void recovered() {
        states.values().forEach(LedgerState::recovered);
    }

    /** Takes over a section of a snapshot. */
    void restore(int kind, InputStream in) throws IOException {
        if (kind == ANSWERS) {
            answers.restore(in);
            return;
        }
        if (kind == RECEIPTS) {
            receipts.restore(in);
            return;
        }
        LedgerState state = states.get(kindOf(kind));
        if (state == null)
            throw new IOException("the snapshot has the state of " + kindOf(kind) + ", which nobody takes");
        state.restore(in);
    }

    private static PayloadKind kindOf(int number) throws IOException {
        try {
            return PayloadKind.of(number);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
