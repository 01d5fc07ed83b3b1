package io.memgit.bench.ledger;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The smallest state there is: how many entries came. So what is measured is the ledger. */
final class Tally implements LedgerState {

    private long count;

    /** An entry of so many bytes. */
    record Bytes(int size) implements Payload {
        @Override
        public PayloadKind kind() {
            return PayloadKind.ACCOUNTS;
        }
    }

    @Override
    public PayloadKind kind() {
        return PayloadKind.ACCOUNTS;
    }

    @Override
    public byte[] encode(Payload payload) {
        return new byte[((Bytes) payload).size()];
    }

    @Override
    public Payload decode(byte[] bytes) {
        return new Bytes(bytes.length);
    }

    @Override
    public Outcome apply(Entry entry) {
        return new Outcome.Accepted(new EventNumber(++count));
    }

    @Override
    public Snapshot snapshot() {
        long now = count;
        return out -> new DataOutputStream(out).writeLong(now);
    }

    @Override
    public void restore(InputStream in) throws IOException {
        count = new DataInputStream(in).readLong();
    }
}
