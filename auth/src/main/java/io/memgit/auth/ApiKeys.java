package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.state.AccountsChange.KeyPut;
import io.memgit.auth.state.AccountsChange.KeyRevoked;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.ApiKey;
import io.memgit.auth.state.KeyId;
import io.memgit.auth.state.Sha256;
import io.memgit.auth.state.StoredKey;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserName;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.limits.AuthLimits;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * API keys: {@code mgk_} and 32 random bytes in base64url. Only the SHA-256 is kept, which is
 * enough for 256 bits of chance and takes microseconds to check.
 */
public final class ApiKeys {

    private static final String PREFIX = "mgk_";
    private static final int RANDOM_BYTES = 32;
    private static final int MAX_NAME_CHARS = 100;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final AccountsState state;
    private final AccountsWriter writer;
    private final AuthLimits limits;
    private final Clock clock;
    private final SecureRandom random;
    private final KeyUses uses;

    ApiKeys(AccountsState state, AccountsWriter writer, AuthLimits limits, Clock clock, SecureRandom random) {
        this.state = state;
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.uses = new KeyUses(state, writer, clock.instant());
    }

    /**
     * A key of somebody, as it is listed.
     *
     * @param key
     *            what is known of it
     * @param lastUsed
     *            when it was used last, to the minute; empty for never
     */
    public record ListedKey(ApiKey key, Optional<Instant> lastUsed) {}

    /** Whether {@code text} has the shape of a key, right or not. */
    static boolean isKey(String text) {
        return text.startsWith(PREFIX) && SHAPE.matcher(text).matches();
    }

    /**
     * Makes a key for the user that {@code creator} is.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public KeyCreation create(Principal creator, KeyRequest request) {
        return create(creator, request, Optional.empty());
    }

    /**
     * Makes a key for the user that {@code creator} is, once for each key of a request.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     * @throws io.memgit.core.ledger.RepeatedException
     *             when it was made before; {@link #made} tells it again
     */
    public KeyCreation create(Principal creator, KeyRequest request, Optional<RequestKey> once) {
        return consider(creator, request, restriction -> create(creator.user(), request, restriction, once));
    }

    /**
     * The key that a request made, as it was then; it may be gone by now.
     *
     * @param receipt
     *            of that request
     */
    public ApiKey made(Principal creator, KeyRequest request, Receipt receipt) {
        Instant created = Instant.ofEpochMilli(receipt.timeMillis());
        KeyId id = new KeyId(receipt.trace().toStringUtf8());
        Optional<ApiKey> there = state.key(id);
        if (there.isPresent())
            return there.get();
        try {
            return new ApiKey(id, request.name(), creator.user(), KeyScope.of(request), created,
                    request.expires().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
        } catch (KeyScope.Unreadable e) {
            throw new IllegalStateException("a request that made a key reads otherwise now", e);
        }
    }

    /** What {@link #create} would come to now; nothing is made. */
    public KeyCreation plan(Principal creator, KeyRequest request) {
        return consider(creator, request, restriction -> plan(creator.user(), request, restriction));
    }

    private KeyCreation consider(Principal creator, KeyRequest request,
            Function<Optional<Grants>, KeyCreation> making) {
        Optional<KeyCreation> problem = problemOf(request);
        if (problem.isPresent())
            return problem.get();
        try {
            Optional<Grants> restriction = KeyScope.of(request);
            Optional<KeyCreation> forbidden = tooMuchFor(creator, restriction);
            return forbidden.isPresent() ? forbidden.get() : making.apply(restriction);
        } catch (KeyScope.Unreadable e) {
            return e.toInvalid();
        }
    }

    /** The keys of a user, oldest first, expired ones too. */
    public List<ListedKey> list(UserName owner) {
        return state.keysOf(owner).stream().map(this::listed).toList();
    }

    /** The key of that id, when {@code owner} has it. */
    public Optional<ListedKey> find(UserName owner, KeyId id) {
        return state.key(id).filter(key -> key.owner().key().equals(owner.key())).map(this::listed);
    }

    /**
     * Revokes a key at once; false when {@code owner} has no such key.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    public boolean revoke(UserName owner, KeyId id) {
        if (find(owner, id).isEmpty())
            return false;
        Outcome outcome = writer.write(new Actor(owner.value()), new KeyRevoked(id, ByteString.EMPTY));
        return switch (outcome) {
            case Outcome.Accepted accepted -> true;
            case Outcome.Refused gone -> false;
            case Outcome.Conflicted conflicted -> throw unexpected(outcome);
            case Outcome.Stale stale -> throw unexpected(outcome);
        };
    }

    /** Whom a key stands for, and what it may do; empty when it is wrong, expired or revoked. */
    Optional<Principal> authenticate(String secret) {
        if (!isKey(secret))
            return Optional.empty();
        StoredKey stored = state.key(Sha256.of(secret));
        Instant now = clock.instant();
        if (stored == null || stored.key().isExpired(now))
            return Optional.empty();
        Optional<Principal> principal = state.user(stored.key().owner())
                .filter(owner -> owner.user().active())
                .map(owner -> principal(owner, stored.key()));
        principal.ifPresent(used -> uses.used(stored.key().id(), now));
        return principal;
    }

    /** Writes when keys were used last. */
    void writeUses() {
        uses.write();
    }

    private static Principal principal(StoredUser owner, ApiKey key) {
        User user = owner.user();
        List<Grants> bounds = key.restriction().isPresent()
                ? List.of(user.grants(), key.restriction().get())
                : List.of(user.grants());
        return new Principal(user.name(), user.email(), user.creates(), bounds, Optional.of(key.id()));
    }

    private KeyCreation plan(UserName owner, KeyRequest request, Optional<Grants> restriction) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long living = state.keysOf(owner).stream().filter(key -> !key.isExpired(now)).count();
        return living >= limits.keysPerUser()
                ? new KeyCreation.TooMany(limits.keysPerUser())
                : new KeyCreation.Planned(request.name(), owner, restriction, now,
                        request.expires().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
    }

    private KeyCreation create(UserName owner, KeyRequest request, Optional<Grants> restriction,
            Optional<RequestKey> once) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiKey key = new ApiKey(KeyId.random(random), request.name(), owner, restriction, now,
                request.expires().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
        StoredKey stored = new StoredKey(key, Sha256.of(secret), ByteString.EMPTY);
        Outcome outcome = writer.write(new Actor(owner.value(), once.orElse(null)),
                new KeyPut(stored, limits.keysPerUser(), ByteString.EMPTY));
        return switch (outcome) {
            case Outcome.Accepted accepted -> new KeyCreation.Created(key, secret);
            case Outcome.Refused refused when refused.code().equals("LIMIT_EXCEEDED") ->
                new KeyCreation.TooMany(limits.keysPerUser());
            case Outcome.Refused refused -> new KeyCreation.Forbidden("This user is no more.");
            case Outcome.Conflicted conflicted -> throw unexpected(outcome);
            case Outcome.Stale stale -> throw unexpected(outcome);
        };
    }

    private Optional<KeyCreation> problemOf(KeyRequest request) {
        String name = request.name();
        if (name.isBlank() || name.length() > MAX_NAME_CHARS)
            return invalid("name", "A key has a name of 1 to " + MAX_NAME_CHARS + " characters.");
        if (name.chars().anyMatch(Character::isISOControl))
            return invalid("name", "The name of a key has no control characters.");
        if (request.expires().isPresent() && !request.expires().get().isAfter(clock.instant()))
            return invalid("expires_at", "A key expires in the future.");
        return Optional.empty();
    }

    private static Optional<KeyCreation> invalid(String field, String detail) {
        return Optional.of(new KeyCreation.Invalid(field, detail));
    }

    private static Optional<KeyCreation> tooMuchFor(Principal creator, Optional<Grants> restriction) {
        if (creator.key().isPresent())
            return Optional.of(new KeyCreation.Forbidden("An API key cannot make another one: log in."));
        Grants wanted = restriction.orElse(Grants.NONE);
        for (Permission permission : wanted.everywhere()) {
            if (!creator.may(permission))
                return Optional.of(new KeyCreation.Forbidden("You do not have " + permission + " yourself."));
        }
        for (var entry : wanted.perRepository().entrySet()) {
            for (Permission permission : entry.getValue()) {
                if (!creator.may(permission, entry.getKey()))
                    return Optional.of(new KeyCreation.Forbidden(
                            "You do not have " + permission + " for " + entry.getKey() + " yourself."));
            }
        }
        return Optional.empty();
    }

    private ListedKey listed(ApiKey key) {
        return new ListedKey(key, uses.last(key.id()));
    }

    private static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("an API key was not written: " + outcome);
    }
}
