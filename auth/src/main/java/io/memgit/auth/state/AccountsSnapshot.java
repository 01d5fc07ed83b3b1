package io.memgit.auth.state;

import com.google.protobuf.ByteString;
import io.memgit.auth.state.AccountsChange.KeyUse;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * All accounts at one moment, and their stored form: the length of the rest (int32), its CRC32C
 * (int32), and a protobuf message with
 *
 * <pre>
 *   1 version (uint32, now 1)   2 sequence (uint64)   3 newest time in ms (uint64)
 *   4 user, repeated   5 key, repeated   6 revoked token, repeated   7 last use, repeated
 * </pre>
 *
 * in the order of the ids, so that equal states have equal bytes.
 */
record AccountsSnapshot(long sequence, Instant newest, List<StoredUser> users, List<StoredKey> keys,
        List<RevokedToken> revoked, Map<KeyId, Instant> lastUses) {

    private static final int VERSION = 1;
    private static final int LAST_FIELD = 7;

    void writeTo(OutputStream out) throws IOException {
        byte[] body = body().toByteArray();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(body.length);
        data.writeInt(checksum(body));
        data.write(body);
        data.flush();
    }

    static AccountsSnapshot readFrom(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int length = data.readInt();
        int checksum = data.readInt();
        byte[] body = data.readNBytes(Math.max(0, length));
        if (body.length != length || checksum(body) != checksum)
            throw new IOException("a damaged snapshot of accounts");
        return parse(body);
    }

    private ByteString body() {
        return Message.write(out -> {
            out.writeUInt32(1, VERSION);
            out.writeUInt64(2, sequence);
            out.writeUInt64(3, newest.toEpochMilli());
            for (StoredUser user : sorted(users, Comparator.comparing(u -> u.user().id().value())))
                out.writeBytes(4, AccountsCodec.user(user));
            for (StoredKey key : sorted(keys, Comparator.comparing(k -> k.key().id().value())))
                out.writeBytes(5, AccountsCodec.key(key));
            for (RevokedToken token : sorted(revoked, Comparator.comparing(t -> t.id().value())))
                out.writeBytes(6, AccountsCodec.token(token));
            for (KeyId id : sorted(lastUses.keySet(), Comparator.comparing(KeyId::value)))
                out.writeBytes(7, AccountsCodec.use(new KeyUse(id, lastUses.getOrDefault(id, Instant.EPOCH))));
        });
    }

    private static AccountsSnapshot parse(byte[] body) throws IOException {
        try {
            Message message = Message.read(ByteString.copyFrom(body), LAST_FIELD);
            if (message.number(1) != VERSION)
                throw new IOException("accounts of version " + message.number(1) + ", this code reads " + VERSION);
            List<StoredUser> users = new ArrayList<>();
            for (ByteString user : message.all(4))
                users.add(AccountsCodec.user(user));
            List<StoredKey> keys = new ArrayList<>();
            for (ByteString key : message.all(5))
                keys.add(AccountsCodec.key(key));
            List<RevokedToken> tokens = new ArrayList<>();
            for (ByteString token : message.all(6))
                tokens.add(AccountsCodec.token(token));
            Map<KeyId, Instant> lastUses = new HashMap<>();
            for (ByteString bytes : message.all(7)) {
                KeyUse use = AccountsCodec.use(bytes);
                lastUses.put(use.key(), use.time());
            }
            return new AccountsSnapshot(message.number(2), Instant.ofEpochMilli(message.number(3)), users, keys, tokens,
                    lastUses);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged snapshot of accounts", e);
        }
    }

    private static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static <T> List<T> sorted(Collection<T> items, Comparator<T> order) {
        return items.stream().sorted(order).toList();
    }
}
