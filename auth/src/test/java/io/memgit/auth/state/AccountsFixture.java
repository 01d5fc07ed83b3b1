package io.memgit.auth.state;

import com.google.protobuf.ByteString;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.AccountsChange.KeyPut;
import io.memgit.auth.state.AccountsChange.KeyRevoked;
import io.memgit.auth.state.AccountsChange.KeyUse;
import io.memgit.auth.state.AccountsChange.KeysUsed;
import io.memgit.auth.state.AccountsChange.TokenRevoked;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.name.RepoId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users, keys and tokens with fixed ids and times, and a state that they are applied to. */
final class AccountsFixture {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UserName ADA = new UserName("ada");
    static final UserName BOB = new UserName("Bob");

    final AccountsState state;
    private Instant now = NOON;

    AccountsFixture() {
        this(new AccountsState());
    }

    AccountsFixture(AccountsState state) {
        this.state = state;
    }

    AccountsFixture after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Outcome apply(AccountsChange change) {
        return state.apply(new Entry(RepoId.META, Actor.SYSTEM, now.toEpochMilli(), change));
    }

    Outcome put(StoredUser user) {
        return apply(new UserPut(user, ByteString.EMPTY));
    }

    Outcome put(StoredKey key) {
        return apply(new KeyPut(key, 3, ByteString.EMPTY));
    }

    Outcome revoke(KeyId key) {
        return apply(new KeyRevoked(key, ByteString.EMPTY));
    }

    Outcome revoke(RevokedToken token) {
        return apply(new TokenRevoked(token, ByteString.EMPTY));
    }

    Outcome use(KeyId key, Instant time) {
        return apply(new KeysUsed(List.of(new KeyUse(key, time)), ByteString.EMPTY));
    }

    static StoredUser user(UserName name, int version) {
        return new StoredUser(new User(userId(name.value().length()), name, name.key() + "@example.org", true,
                Set.of(Role.ADMIN, Role.READER), grants(), NOON, NOON.plusMillis(version)),
                new PasswordHash("$argon2id$v=19$" + version), 7, version, ByteString.EMPTY);
    }

    static Grants grants() {
        return new Grants(Set.of(Permission.SYSTEM_READ), Map.of(new RepoPattern("team/*"),
                Set.of(Permission.REPO_WRITE, Permission.REPO_DELETE)));
    }

    static StoredKey key(UserName owner, int number, Optional<Grants> restriction, Optional<Instant> expires) {
        return new StoredKey(new ApiKey(keyId(number), "key " + number, owner, restriction, NOON.plusMillis(number),
                expires), Sha256.of("secret " + number), ByteString.EMPTY);
    }

    static StoredKey key(UserName owner, int number) {
        return key(owner, number, Optional.empty(), Optional.empty());
    }

    static RevokedToken token(UserName user, int number, Instant expires) {
        return new RevokedToken(new TokenId(hex(number)), user, expires);
    }

    static KeyId keyId(int number) {
        return new KeyId(hex(number));
    }

    private static UserId userId(int number) {
        return new UserId(hex(number));
    }

    private static String hex(int number) {
        return String.format("%032x", number);
    }
}
