package io.memgit.core.repo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A ref that only its owner knows of, with what is to be known about it. It is part of the
 * repository's state like any other ref: it comes and goes by entries, lasts as long as they do,
 * and
 * what it points to is kept.
 *
 * @param name
 *            its own
 * @param commit
 *            what it points to, the zero id for nothing
 * @param facts
 *            a few short texts by name
 * @param createdMillis
 *            when it was made, in milliseconds since 1970
 * @param lifetime
 *            how long it is kept after the last write to it, and which that was
 */
public record HiddenRef(HiddenName name, ObjectId commit, Map<String, String> facts, long createdMillis,
        Lifetime lifetime) {

    /**
     * The fact that says on which commit uncommitted state stands; there is none on an unborn branch.
     */
    public static final String BASE = "base";

    private static final int RENEWALS = 10;
    private static final int ABOUT_BYTES = 300;
    private static final int CHAR_BYTES = 2;

    /** Copies the facts. */
    public HiddenRef {
        facts = Map.copyOf(facts);
    }

    /** What no other write to the repository has: a change of this ref names the one it has seen. */
    public long version() {
        return lifetime.written().number().value();
    }

    /** How long it is kept after a write. */
    public Ttl ttl() {
        return lifetime.ttl();
    }

    /** When the last write to it was. */
    public Instant written() {
        return Instant.ofEpochMilli(lifetime.written().millis());
    }

    /** When it was made. */
    public Instant created() {
        return Instant.ofEpochMilli(createdMillis);
    }

    /** When it ends if nobody names it any more; empty when it does not. */
    public Optional<Instant> end() {
        return ttl().isNever() ? Optional.empty() : Optional.of(lifetime.end());
    }

    /**
     * Whether it is time to write down that somebody has named it: a tenth of its time has passed.
     *
     * @param now
     *            by the clock that only goes forward
     */
    public boolean isToBeRenewed(long now) {
        return !ttl().isNever() && now - lifetime.written().nanos() >= ttl().nanos() / RENEWALS;
    }

    /** A fact, empty when there is none of that name. */
    public Optional<String> fact(String fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** About what it takes in memory. */
    long memoryBytes() {
        long bytes = ABOUT_BYTES;
        for (Map.Entry<String, String> fact : facts.entrySet())
            bytes += (long) CHAR_BYTES * fact.getValue().length();
        return bytes;
    }

    void writeTo(DataOutputStream out) throws IOException {
        name.writeTo(out);
        commit.copyRawTo(out);
        out.writeInt(facts.size());
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            out.writeUTF(fact.getKey());
            out.writeUTF(fact.getValue());
        }
        out.writeLong(createdMillis);
        lifetime.writeTo(out);
    }

    static HiddenRef read(DataInputStream in, long nanos) throws IOException {
        HiddenName name = HiddenName.read(in);
        ObjectId commit = FrozenRepository.readId(in);
        Map<String, String> facts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--)
            facts.put(in.readUTF(), in.readUTF());
        return new HiddenRef(name, commit, facts, in.readLong(), Lifetime.read(in, nanos));
    }
}
