package io.memgit.auth.state;

import io.memgit.auth.state.AccountsChange.KeyPut;
import io.memgit.auth.state.AccountsChange.KeyRevoked;
import io.memgit.auth.state.AccountsChange.KeyUse;
import io.memgit.auth.state.AccountsChange.KeysUsed;
import io.memgit.auth.state.AccountsChange.TokenRevoked;
import io.memgit.auth.state.AccountsChange.UserDeleted;
import io.memgit.auth.state.AccountsChange.UserPut;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Entry;
import io.memgit.core.ledger.LedgerState;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Payload;
import io.memgit.core.ledger.PayloadKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Users, API keys and revoked tokens. Applied by one thread at a time; read by any number of
 * threads without a lock, each call seeing either all or nothing of one change to one user, key
 * or token.
 */
public final class AccountsState implements LedgerState {

    /** The most users there can be. */
    public static final int MAX_USERS = 100_000;

    /** The code of a refusal to let the last admin go. */
    public static final String LAST_ADMIN = "LAST_ADMIN";

    // Kept that long after its end, so that a clock which jumps revives and removes nothing.
    private static final Duration GRACE = Duration.ofDays(1);

    private final Map<String, StoredUser> users = new ConcurrentHashMap<>();
    private final Map<KeyId, StoredKey> keys = new ConcurrentHashMap<>();
    private final Map<Sha256, StoredKey> keysByHash = new ConcurrentHashMap<>();
    private final Map<String, Set<KeyId>> keysByOwner = new ConcurrentHashMap<>();
    private final Map<KeyId, Instant> lastUses = new ConcurrentHashMap<>();
    private final RevokedTokens revoked;

    // Of the applying thread alone.
    private long sequence;
    private Instant newest = Instant.EPOCH;

    /** The state of a new server: nobody is known. */
    public AccountsState() {
        this(RevokedTokens.MAX);
    }

    AccountsState(int maxRevokedTokens) {
        this.revoked = new RevokedTokens(maxRevokedTokens);
    }

    /** The user of that name, ignoring case. */
    public Optional<StoredUser> user(UserName name) {
        return Optional.ofNullable(users.get(name.key()));
    }

    /** All users, in the order of their names. */
    public List<StoredUser> users() {
        return users.values().stream().sorted(Comparator.comparing(user -> user.user().name().key())).toList();
    }

    /** The key whose secret has the given SHA-256, or null. */
    public @Nullable StoredKey key(Sha256 hash) {
        return keysByHash.get(hash);
    }

    /** The key of that id. */
    public Optional<ApiKey> key(KeyId id) {
        return Optional.ofNullable(keys.get(id)).map(StoredKey::key);
    }

    /** The keys of a user, oldest first. */
    public List<ApiKey> keysOf(UserName owner) {
        return keysByOwner.getOrDefault(owner.key(), Set.of())
                .stream()
                .flatMap(id -> key(id).stream())
                .sorted(Comparator.comparing(ApiKey::created).thenComparing(key -> key.id().value()))
                .toList();
    }

    /** When the key was used last, as far as that has been recorded. */
    public Optional<Instant> lastUse(KeyId id) {
        return Optional.ofNullable(lastUses.get(id));
    }

    /** Whether the token was revoked. */
    public boolean isRevoked(TokenId id) {
        return revoked.contains(id);
    }

    @Override
    public PayloadKind kind() {
        return PayloadKind.ACCOUNTS;
    }

    @Override
    public byte[] encode(Payload payload) {
        return AccountsCodec.change((AccountsChange) payload).toByteArray();
    }

    @Override
    public Payload decode(byte[] bytes) throws IOException {
        try {
            return AccountsCodec.change(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged change of accounts", e);
        }
    }

    @Override
    public Outcome apply(Entry entry) {
        Instant time = Instant.ofEpochMilli(entry.timeMillis());
        if (time.isAfter(newest))
            newest = time;
        revoked.forgetUntil(newest.minus(GRACE));
        Outcome refusal = switch ((AccountsChange) entry.payload()) {
            case UserPut put -> put(put.stored());
            case UserDeleted deleted -> delete(deleted);
            case KeyPut put -> put(put);
            case KeyRevoked key -> revoke(key.key());
            case TokenRevoked token -> revoke(token.token());
            case KeysUsed used -> used(used.uses());
        };
        return refusal != null ? refusal : new Outcome.Accepted(new EventNumber(++sequence));
    }

    @Override
    public Snapshot snapshot() {
        AccountsSnapshot taken = new AccountsSnapshot(sequence, newest, List.copyOf(users.values()),
                List.copyOf(keys.values()), revoked.all(), Map.copyOf(lastUses));
        return taken::writeTo;
    }

    @Override
    public void restore(InputStream in) throws IOException {
        AccountsSnapshot read = AccountsSnapshot.readFrom(in);
        users.clear();
        keys.clear();
        keysByHash.clear();
        keysByOwner.clear();
        lastUses.clear();
        sequence = read.sequence();
        newest = read.newest();
        read.users().forEach(user -> users.put(user.user().name().key(), user));
        read.keys().forEach(this::add);
        revoked.replaceWith(read.revoked());
        lastUses.putAll(read.lastUses());
    }

    private @Nullable Outcome put(StoredUser stored) {
        StoredUser current = users.get(stored.user().name().key());
        if (current == null && stored.version() == 1) {
            if (users.size() >= MAX_USERS)
                return new Outcome.Refused("LIMIT_EXCEEDED", "there are " + MAX_USERS + " users already");
        } else if (current == null) {
            return new Outcome.Refused("USER_NOT_FOUND", "there is no such user");
        } else if (stored.version() == 1) {
            return new Outcome.Conflicted("USER_EXISTS", "there is a user of this name");
        } else if (stored.version() != current.version() + 1 || !stored.user().id().equals(current.user().id())) {
            return changedMeanwhile();
        } else if (!stored.user().isActiveAdmin() && isLastAdmin(current)) {
            return lastAdmin();
        }
        users.put(stored.user().name().key(), stored);
        return null;
    }

    private @Nullable Outcome delete(UserDeleted deleted) {
        StoredUser current = users.get(deleted.name().key());
        if (current == null)
            return new Outcome.Refused("USER_NOT_FOUND", "there is no such user");
        if (current.version() != deleted.version() || !current.user().id().equals(deleted.id()))
            return changedMeanwhile();
        if (isLastAdmin(current))
            return lastAdmin();
        List.copyOf(keysByOwner.getOrDefault(deleted.name().key(), Set.of())).forEach(this::revoke);
        keysByOwner.remove(deleted.name().key());
        users.remove(deleted.name().key());
        return null;
    }

    // Nobody could let anybody in again.
    private boolean isLastAdmin(StoredUser user) {
        return user.user().isActiveAdmin()
                && users.values().stream().filter(other -> other.user().isActiveAdmin()).limit(2).count() < 2;
    }

    private static Outcome lastAdmin() {
        return new Outcome.Conflicted(LAST_ADMIN, "this is the only admin who can sign in");
    }

    private static Outcome changedMeanwhile() {
        return new Outcome.Conflicted("CONFLICT", "the user has been changed in the meantime");
    }

    private @Nullable Outcome put(KeyPut put) {
        StoredKey stored = put.stored();
        StoredUser owner = users.get(stored.key().owner().key());
        if (owner == null || !owner.user().active())
            return new Outcome.Refused("USER_NOT_FOUND", "there is no such user");
        if (keys.containsKey(stored.key().id()) || keysByHash.containsKey(stored.hash()))
            return new Outcome.Conflicted("API_KEY_EXISTS", "this key exists");
        Set<KeyId> owned = keysByOwner.getOrDefault(stored.key().owner().key(), Set.of());
        if (owned.size() >= put.maxKeysOfOwner())
            removeExpired(owned);
        if (owned.size() >= put.maxKeysOfOwner())
            return new Outcome.Refused("LIMIT_EXCEEDED", "a user has at most " + put.maxKeysOfOwner() + " keys");
        add(stored);
        return null;
    }

    private void add(StoredKey stored) {
        keys.put(stored.key().id(), stored);
        keysByOwner.computeIfAbsent(stored.key().owner().key(), owner -> ConcurrentHashMap.newKeySet())
                .add(stored.key().id());
        keysByHash.put(stored.hash(), stored);
    }

    private void removeExpired(Set<KeyId> owned) {
        for (KeyId id : owned) {
            StoredKey stored = keys.get(id);
            if (stored != null && stored.key().isExpired(newest.minus(GRACE)))
                revoke(id);
        }
    }

    private @Nullable Outcome revoke(KeyId id) {
        StoredKey stored = keys.get(id);
        if (stored == null)
            return new Outcome.Refused("API_KEY_NOT_FOUND", "there is no such key");
        keysByHash.remove(stored.hash());
        keysByOwner.getOrDefault(stored.key().owner().key(), Set.of()).remove(id);
        keys.remove(id);
        lastUses.remove(id);
        return null;
    }

    private @Nullable Outcome revoke(RevokedToken token) {
        if (revoked.contains(token.id()))
            return new Outcome.Conflicted("INVALID_CREDENTIALS", "this token is revoked");
        if (!revoked.add(token)) {
            // The list is full: all tokens of the user die instead, which needs no list.
            users.computeIfPresent(token.user().key(), (name, user) -> user.withoutTokens());
            revoked.removeOf(token.user());
        }
        return null;
    }

    private @Nullable Outcome used(List<KeyUse> uses) {
        for (KeyUse use : uses) {
            if (keys.containsKey(use.key()))
                lastUses.merge(use.key(), use.time(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return null;
    }
}
