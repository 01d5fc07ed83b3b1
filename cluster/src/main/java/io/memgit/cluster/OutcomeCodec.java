package io.memgit.cluster;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ref.RefName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Outcomes in snapshots: a number for the kind, then its fields. Numbers are never used again. */
final class OutcomeCodec {

    private static final int ACCEPTED = 1;
    private static final int STALE = 2;
    private static final int CONFLICTED = 3;
    private static final int REFUSED = 4;
    private static final int MAX_TEXT = 1 << 20;

    private OutcomeCodec() {}

    static void write(Outcome outcome, DataOutputStream out) throws IOException {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                out.writeByte(ACCEPTED);
                out.writeLong(accepted.number().value());
            }
            case Outcome.Stale stale -> {
                out.writeByte(STALE);
                text(stale.ref().value(), out);
                byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
                stale.current().copyRawTo(id, 0);
                out.write(id);
            }
            case Outcome.Conflicted conflicted -> texts(CONFLICTED, conflicted.code(), conflicted.detail(), out);
            case Outcome.Refused refused -> texts(REFUSED, refused.code(), refused.detail(), out);
        }
    }

    static Outcome read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case ACCEPTED -> new Outcome.Accepted(new EventNumber(in.readLong()));
            case STALE -> {
                RefName ref = new RefName(text(in));
                byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
                in.readFully(id);
                yield new Outcome.Stale(ref, ObjectId.fromRaw(id));
            }
            case CONFLICTED -> new Outcome.Conflicted(text(in), text(in));
            case REFUSED -> new Outcome.Refused(text(in), text(in));
            default -> throw new IOException("an outcome of kind " + kind);
        };
    }

    /** About how many bytes of memory it takes. */
    static int sizeOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> 64;
            case Outcome.Stale stale -> 128 + stale.ref().value().length();
            case Outcome.Conflicted conflicted -> 128 + conflicted.code().length() + conflicted.detail().length();
            case Outcome.Refused refused -> 128 + refused.code().length() + refused.detail().length();
        };
    }

    private static void texts(int kind, String code, String detail, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        text(code, out);
        text(detail, out);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT)
            throw new IOException("a text of " + length + " bytes");
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
