package io.memgit.core.repo;

import com.google.protobuf.ByteString;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** The refs that a write moved, as its receipt tells. */
public final class MovedRefs {

    private static final int BYTES_EACH = 100;

    private MovedRefs() {}

    /**
     * What a receipt tells of refs, in the order in which the write had them; whether one lost commits
     * it does not tell.
     *
     * @throws IllegalArgumentException
     *             when it tells of something else
     */
    public static List<RefUpdate> of(Receipt receipt) {
        List<RefUpdate> updates = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(receipt.trace().newInput())) {
            while (in.available() > 0)
                updates.add(new RefUpdate(new RefName(in.readUTF()), id(in), id(in), in.readBoolean() ? id(in) : null,
                        false));
        } catch (IOException e) {
            throw new IllegalArgumentException("a trace of " + receipt.trace().size() + " bytes is not one of refs", e);
        }
        return List.copyOf(updates);
    }

    /** The only ref of a write that has one, such as a commit. */
    public static RefUpdate only(Receipt receipt) {
        List<RefUpdate> updates = of(receipt);
        if (updates.size() != 1)
            throw new IllegalArgumentException(updates.size() + " refs instead of one");
        return updates.getFirst();
    }

    private static ObjectId id(DataInputStream in) throws IOException {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        in.readFully(raw);
        return ObjectId.fromRaw(raw);
    }

    static ByteString trace(List<RefUpdate> updates) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(updates.size() * BYTES_EACH);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (RefUpdate update : updates) {
                out.writeUTF(update.name().value());
                update.oldId().copyRawTo(out);
                update.newId().copyRawTo(out);
                ObjectId peeled = update.peeled();
                out.writeBoolean(peeled != null);
                if (peeled != null)
                    peeled.copyRawTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
