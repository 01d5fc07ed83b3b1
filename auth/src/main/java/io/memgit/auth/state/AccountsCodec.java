package io.memgit.auth.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stored form of changes and of what they store, in the wire format of protobuf. Numbers are
 * never used for anything else again.
 *
 * <pre>
 *   change     one of: 1 user   2 key put   3 key revoked   4 revoked token   5 keys used
 *              6 user deleted
 *   key put    1 key   2 most keys of its owner (uint32)
 *   key revoked  1 id of the key (string)
 *   keys used  1 use, repeated
 *   user deleted  1 id   2 name   3 version of the user that goes (uint32)
 *   user       1 id   2 name   3 email   4 active (bool)   5 role, repeated   6 grants   7 created
 *              8 updated   9 password hash   10 token generation (uint32)   11 version (uint32)
 *              12 roles of a pattern, repeated
 *   key        1 id   2 name   3 owner   4 SHA-256 (bytes)   5 grants, absent for no restriction
 *              6 created   7 expires, absent for never
 *   revoked token  1 id   2 user   3 expires
 *   use        1 id of the key   2 time
 *   grants     1 permission, repeated   2 pattern, repeated
 *   pattern    1 pattern   2 permission, repeated
 *   roles of a pattern  1 pattern   2 role, repeated
 * </pre>
 *
 * Times are milliseconds since 1970 (uint64); ids, names, roles, permissions and patterns are
 * strings as the API spells them. Fields of a change, user or key that are not in this list are
 * kept and written again.
 */
final class AccountsCodec {

    private AccountsCodec() {}

    static ByteString change(AccountsChange change) {
        return Message.write(out -> {
            switch (change) {
                case AccountsChange.UserPut put -> out.writeBytes(1, user(put.stored()));
                case AccountsChange.KeyPut put -> out.writeBytes(2, Message.write(inner -> {
                    inner.writeBytes(1, key(put.stored()));
                    inner.writeUInt32(2, put.maxKeysOfOwner());
                }));
                case AccountsChange.KeyRevoked revoked ->
                    out.writeBytes(3, Message.write(inner -> inner.writeString(1, revoked.key().value())));
                case AccountsChange.TokenRevoked revoked -> out.writeBytes(4, token(revoked.token()));
                case AccountsChange.KeysUsed used -> out.writeBytes(5, Message.write(inner -> {
                    for (AccountsChange.KeyUse use : used.uses())
                        inner.writeBytes(1, use(use));
                }));
                case AccountsChange.UserDeleted deleted -> out.writeBytes(6, Message.write(inner -> {
                    inner.writeString(1, deleted.id().value());
                    inner.writeString(2, deleted.name().value());
                    inner.writeUInt32(3, deleted.version());
                }));
            }
            out.writeRawBytes(change.unknownFields());
        });
    }

    /** The change that {@link #change(AccountsChange)} wrote. */
    static AccountsChange change(byte[] bytes) throws IOException {
        Message message = Message.read(ByteString.copyFrom(bytes), 6);
        ByteString rest = message.unknownFields();
        if (message.has(1))
            return new AccountsChange.UserPut(user(message.bytes(1)), rest);
        if (message.has(2)) {
            Message put = Message.read(message.bytes(2), 2);
            return new AccountsChange.KeyPut(key(put.bytes(1)), (int) put.number(2), rest);
        }
        if (message.has(3))
            return new AccountsChange.KeyRevoked(new KeyId(Message.read(message.bytes(3), 1).text(1)), rest);
        if (message.has(4))
            return new AccountsChange.TokenRevoked(token(message.bytes(4)), rest);
        if (message.has(5)) {
            List<AccountsChange.KeyUse> uses = new ArrayList<>();
            for (ByteString use : Message.read(message.bytes(5), 1).all(1))
                uses.add(use(use));
            return new AccountsChange.KeysUsed(uses, rest);
        }
        if (message.has(6)) {
            Message deleted = Message.read(message.bytes(6), 3);
            return new AccountsChange.UserDeleted(new UserId(deleted.text(1)), new UserName(deleted.text(2)),
                    (int) deleted.number(3), rest);
        }
        throw new IOException("a change of accounts that this version does not know");
    }

    static ByteString user(StoredUser stored) {
        User user = stored.user();
        return Message.write(out -> {
            out.writeString(1, user.id().value());
            out.writeString(2, user.name().value());
            out.writeString(3, user.email());
            out.writeBool(4, user.active());
            for (Role role : user.roles())
                out.writeString(5, role.text());
            out.writeBytes(6, grants(user.extra()));
            out.writeUInt64(7, user.created().toEpochMilli());
            out.writeUInt64(8, user.updated().toEpochMilli());
            out.writeString(9, stored.password().encoded());
            out.writeUInt32(10, stored.tokenGeneration());
            out.writeUInt32(11, stored.version());
            for (Map.Entry<RepoPattern, Set<Role>> entry : user.repoRoles().entrySet())
                out.writeBytes(12, Message.write(inner -> {
                    inner.writeString(1, entry.getKey().value());
                    for (Role role : entry.getValue())
                        inner.writeString(2, role.text());
                }));
            out.writeRawBytes(stored.unknownFields());
        });
    }

    static StoredUser user(ByteString bytes) throws IOException {
        Message message = Message.read(bytes, 12);
        Map<RepoPattern, Set<Role>> repoRoles = new LinkedHashMap<>();
        for (ByteString entry : message.all(12)) {
            Message pattern = Message.read(entry, 2);
            repoRoles.put(new RepoPattern(pattern.text(1)), roles(pattern.texts(2)));
        }
        User user = new User(new UserId(message.text(1)), new UserName(message.text(2)), message.text(3),
                message.number(4) != 0, roles(message.texts(5)), repoRoles, grants(message.bytes(6)),
                time(message, 7), time(message, 8));
        return new StoredUser(user, new PasswordHash(message.text(9)), (int) message.number(10),
                (int) message.number(11), message.unknownFields());
    }

    static ByteString key(StoredKey stored) {
        ApiKey key = stored.key();
        return Message.write(out -> {
            out.writeString(1, key.id().value());
            out.writeString(2, key.name());
            out.writeString(3, key.owner().value());
            out.writeByteArray(4, stored.hash().toBytes());
            if (key.restriction().isPresent())
                out.writeBytes(5, grants(key.restriction().get()));
            out.writeUInt64(6, key.created().toEpochMilli());
            if (key.expires().isPresent())
                out.writeUInt64(7, key.expires().get().toEpochMilli());
            out.writeRawBytes(stored.unknownFields());
        });
    }

    static StoredKey key(ByteString bytes) throws IOException {
        Message message = Message.read(bytes, 7);
        Optional<Grants> restriction = message.has(5) ? Optional.of(grants(message.bytes(5))) : Optional.empty();
        Optional<Instant> expires = message.has(7) ? Optional.of(time(message, 7)) : Optional.empty();
        ApiKey key = new ApiKey(new KeyId(message.text(1)), message.text(2), new UserName(message.text(3)), restriction,
                time(message, 6), expires);
        return new StoredKey(key, Sha256.fromBytes(message.bytes(4).toByteArray()), message.unknownFields());
    }

    static ByteString token(RevokedToken token) {
        return Message.write(out -> {
            out.writeString(1, token.id().value());
            out.writeString(2, token.user().value());
            out.writeUInt64(3, token.expires().toEpochMilli());
        });
    }

    static RevokedToken token(ByteString bytes) throws IOException {
        Message message = Message.read(bytes, 3);
        return new RevokedToken(new TokenId(message.text(1)), new UserName(message.text(2)), time(message, 3));
    }

    static ByteString use(AccountsChange.KeyUse use) {
        return Message.write(out -> {
            out.writeString(1, use.key().value());
            out.writeUInt64(2, use.time().toEpochMilli());
        });
    }

    static AccountsChange.KeyUse use(ByteString bytes) throws IOException {
        Message message = Message.read(bytes, 2);
        return new AccountsChange.KeyUse(new KeyId(message.text(1)), time(message, 2));
    }

    private static ByteString grants(Grants grants) {
        return Message.write(out -> {
            permissions(1, grants.everywhere(), out);
            for (Map.Entry<RepoPattern, Set<Permission>> entry : grants.perRepository().entrySet())
                out.writeBytes(2, Message.write(inner -> {
                    inner.writeString(1, entry.getKey().value());
                    permissions(2, entry.getValue(), inner);
                }));
        });
    }

    private static Grants grants(ByteString bytes) throws IOException {
        Message message = Message.read(bytes, 2);
        Map<RepoPattern, Set<Permission>> patterns = new LinkedHashMap<>();
        for (ByteString entry : message.all(2)) {
            Message pattern = Message.read(entry, 2);
            patterns.put(new RepoPattern(pattern.text(1)), permissions(pattern.texts(2)));
        }
        return new Grants(permissions(message.texts(1)), patterns);
    }

    private static void permissions(int field, Set<Permission> permissions, CodedOutputStream out)
            throws IOException {
        for (Permission permission : permissions)
            out.writeString(field, permission.text());
    }

    private static Set<Role> roles(List<String> texts) throws IOException {
        List<Role> roles = new ArrayList<>();
        for (String text : texts)
            roles.add(known(Role.parse(text), "role"));
        return Set.copyOf(roles);
    }

    private static Set<Permission> permissions(List<String> texts) throws IOException {
        List<Permission> permissions = new ArrayList<>();
        for (String text : texts)
            permissions.add(known(Permission.parse(text), "permission"));
        return Set.copyOf(permissions);
    }

    private static Instant time(Message message, int field) throws IOException {
        return Instant.ofEpochMilli(message.number(field));
    }

    // Rights that cannot be understood must not be dropped silently: a restriction could get lost.
    private static <T> T known(Optional<T> value, String what) throws IOException {
        if (value.isEmpty())
            throw new IOException("a " + what + " that this version does not know");
        return value.get();
    }
}
