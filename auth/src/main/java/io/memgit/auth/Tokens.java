package io.memgit.auth;

import com.google.protobuf.ByteString;
import io.memgit.auth.access.Principal;
import io.memgit.auth.cache.RecentlySeen;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.state.AccountsChange.TokenRevoked;
import io.memgit.auth.state.AccountsState;
import io.memgit.auth.state.RevokedToken;
import io.memgit.auth.state.Sha256;
import io.memgit.auth.state.StoredUser;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.AuthLimits;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokens for those who have logged in: JWTs (RFC 7519) signed with HS256 and nothing else.
 *
 * <p>
 * Checking a signature costs more than the rest of a small request, so tokens whose signature was
 * right are remembered by their SHA-256. Only what can never change is remembered: the end of the
 * token, its revocation and its user are looked at each time.
 */
public final class Tokens {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    // Longer than any password, shorter than any token made here.
    private static final int MIN_CHARS = 129;
    private static final int MAX_CHARS = 4096;

    private final AccountsState state;
    private final AccountsWriter writer;
    private final TokenCodec codec;
    private final Clock clock;
    private final RecentlySeen<Sha256, VerifiedToken> verified;

    Tokens(AccountsState state, AccountsWriter writer, TokenSettings settings, JwtSecret secret, AuthLimits limits,
            Clock clock, SecureRandom random) {
        this.state = state;
        this.writer = writer;
        this.codec = new TokenCodec(settings, limits.tokenTime(), secret, clock, random);
        this.clock = clock;
        this.verified = new RecentlySeen<>(limits.cachedTokens());
    }

    /** Whether {@code text} has the shape of a token, right or not, which no password has. */
    static boolean isToken(String text) {
        return text.length() >= MIN_CHARS && SHAPE.matcher(text).matches();
    }

    IssuedToken issue(StoredUser user) {
        return codec.issue(user);
    }

    /** Whom {@code token} stands for; empty when it is wrong, expired or revoked. */
    Optional<Principal> authenticate(String token) {
        return live(token).map(live -> Principal.of(live.user.user()));
    }

    /**
     * A new token in the place of {@code token}, which is revoked; empty when that was wrong,
     * expired or revoked.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    Optional<IssuedToken> refresh(String token) {
        Optional<Live> live = live(token);
        if (live.isEmpty() || !revoke(token, live.get()))
            return Optional.empty();
        // Read again: revoking may have changed the user, see RevokedTokens.
        return state.user(live.get().token.user()).filter(user -> user.user().active()).map(codec::issue);
    }

    /**
     * Revokes {@code token}; false when it was wrong, expired or revoked before.
     *
     * @throws io.memgit.core.ledger.LedgerException
     *             when the ledger is out of order
     */
    boolean revoke(String token) {
        return live(token).map(live -> revoke(token, live)).orElse(false);
    }

    int remembered() {
        return verified.size();
    }

    private boolean revoke(String token, Live live) {
        RevokedToken revoked = new RevokedToken(live.token.id(), live.token.user(), live.token.expires());
        Outcome outcome = writer.write(new Actor(live.token.user().value()),
                new TokenRevoked(revoked, ByteString.EMPTY));
        verified.remove(Sha256.of(token));
        return switch (outcome) {
            case Outcome.Accepted accepted -> true;
            case Outcome.Conflicted twice -> false;
            case Outcome.Stale stale -> throw unexpected(outcome);
            case Outcome.Refused refused -> throw unexpected(outcome);
        };
    }

    private static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("a token was not revoked: " + outcome);
    }

    private Optional<Live> live(String token) {
        if (token.length() > MAX_CHARS || !isToken(token))
            return Optional.empty();
        Sha256 hash = Sha256.of(token);
        VerifiedToken known = verified.get(hash);
        if (known == null) {
            Optional<VerifiedToken> checked = codec.verify(token);
            if (checked.isEmpty())
                return Optional.empty();
            known = checked.get();
            verified.put(hash, known);
        }
        Optional<Live> live = live(known);
        if (live.isEmpty())
            verified.remove(hash);
        return live;
    }

    private Optional<Live> live(VerifiedToken token) {
        if (!clock.instant().isBefore(token.expires()) || state.isRevoked(token.id()))
            return Optional.empty();
        return state.user(token.user())
                .filter(user -> user.user().active() && user.tokenGeneration() == token.generation())
                .map(user -> new Live(token, user));
    }

    private record Live(VerifiedToken token, StoredUser user) {}
}
