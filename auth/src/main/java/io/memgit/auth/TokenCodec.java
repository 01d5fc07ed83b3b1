package io.memgit.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.state.StoredUser;
import io.memgit.auth.state.TokenId;
import io.memgit.auth.state.UserName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Makes JWTs and checks them: signature, issuer, audience, end, id and subject. */
final class TokenCodec {

    private static final String GENERATION = "gen";

    private final TokenSettings settings;
    private final Duration maxTime;
    private final SecretKey key;
    private final Clock clock;
    private final SecureRandom random;
    private final JwtParser parser;

    TokenCodec(TokenSettings settings, Duration maxTime, JwtSecret secret, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.maxTime = maxTime;
        this.key = secret.key();
        this.clock = clock;
        this.random = random;
        // One algorithm and no compression: what the header of a token asks for is not its choice.
        this.parser = Jwts.parser()
                .verifyWith(key)
                .sig().clear().add(Jwts.SIG.HS256).and()
                .zip().clear().and()
                .requireIssuer(settings.issuer())
                .requireAudience(settings.audience())
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    IssuedToken issue(StoredUser user) {
        // JWTs count whole seconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(settings.ttl());
        String token = Jwts.builder()
                .issuer(settings.issuer())
                .audience().add(settings.audience()).and()
                .subject(user.user().name().value())
                .id(TokenId.random(random).value())
                .issuedAt(Date.from(now))
                .expiration(Date.from(expires))
                .claim(GENERATION, user.tokenGeneration())
                .signWith(key, Jwts.SIG.HS256)
                .compact();
        return new IssuedToken(token, expires.truncatedTo(ChronoUnit.SECONDS), user.user());
    }

    /** What a token of ours says; empty for every other text. */
    Optional<VerifiedToken> verify(String token) {
        try {
            if (!isCanonical(token.substring(token.lastIndexOf('.') + 1)))
                return Optional.empty();
            return read(parser.parseSignedClaims(token).getPayload());
        } catch (JwtException | IllegalArgumentException e) {
            // Why it is refused is nothing that who shows it should know, nor anybody's log.
            return Optional.empty();
        }
    }

    // The last character has spare bits that decoders ignore: one token must not have several
    // spellings.
    private static boolean isCanonical(String signature) {
        byte[] bytes = Base64.getUrlDecoder().decode(signature);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
    }

    private Optional<VerifiedToken> read(Claims claims) {
        Date expiration = claims.getExpiration();
        String id = claims.getId();
        String subject = claims.getSubject();
        Integer generation = claims.get(GENERATION, Integer.class);
        if (expiration == null || id == null || subject == null || generation == null)
            return Optional.empty();
        Instant expires = expiration.toInstant();
        if (expires.isAfter(clock.instant().plus(maxTime)))
            return Optional.empty();
        return TokenId.parse(id).flatMap(tokenId -> UserName.parse(subject)
                .map(user -> new VerifiedToken(tokenId, user, generation, expires)));
    }
}
