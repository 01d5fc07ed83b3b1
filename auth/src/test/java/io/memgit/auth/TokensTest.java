package io.memgit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.MacAlgorithm;
import io.memgit.auth.Authentication.Authenticated;
import io.memgit.auth.Authentication.Invalid;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.Role;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.core.limits.AuthLimits;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Invalid INVALID = new Invalid();

    private final AccountsWorld world = new AccountsWorld();

    @Test
    void aTokenStandsForItsUserUntilItExpires() {
        String token = world.token(AccountsWorld.READER);
        assertThat(world.bearer(token)).isInstanceOfSatisfying(Authenticated.class, known -> {
            assertThat(known.principal().user()).isEqualTo(AccountsWorld.READER);
            assertThat(known.principal().permissions()).containsExactly(Permission.REPO_READ);
            assertThat(known.principal().key()).isEmpty();
        });
        world.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(world.bearer(token)).isInstanceOf(Authenticated.class);
        world.clock.advance(Duration.ofMillis(1));
        assertThat(world.bearer(token)).isEqualTo(INVALID);
    }

    @Test
    void anExpiredTokenIsRefusedWhenItWasNeverSeenBefore() {
        String token = world.token(AccountsWorld.ADMIN);
        world.clock.advance(Duration.ofHours(24));
        assertThat(world.bearer(token)).isEqualTo(INVALID);
    }

    @Test
    void tokensMadeByHandAreAcceptedWhenEverythingIsRightSoThatTheRefusalsBelowMeanSomething() {
        assertThat(world.bearer(token(claims -> claims))).isInstanceOf(Authenticated.class);
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        String payload = payload(token(claims -> claims));
        for (String alg : List.of("none", "None", "NONE", "nOnE")) {
            String header = base64("{\"alg\":\"" + alg + "\"}");
            assertThat(world.bearer(header + "." + payload + ".")).isEqualTo(INVALID);
            assertThat(world.bearer(header + "." + payload + "." + "A".repeat(43))).isEqualTo(INVALID);
        }
        assertThat(world.bearer(base64("{\"alg\":\"HS256\"}") + "." + payload + ".")).isEqualTo(INVALID);
    }

    @Test
    void aTokenOfAnotherAlgorithmIsRefusedEvenWithTheRightSecret() {
        for (MacAlgorithm algorithm : List.of(Jwts.SIG.HS384, Jwts.SIG.HS512)) {
            String token = claims().signWith(new SecretKeySpec(AccountsWorld.SECRET.getBytes(UTF_8),
                    algorithm.equals(Jwts.SIG.HS384) ? "HmacSHA384" : "HmacSHA512"), algorithm).compact();
            assertThat(world.bearer(token)).isEqualTo(INVALID);
        }
        var pair = Jwts.SIG.RS256.keyPair().build();
        assertThat(world.bearer(claims().signWith(pair.getPrivate(), Jwts.SIG.RS256).compact())).isEqualTo(INVALID);
    }

    @Test
    void aTokenSignedWithAnotherSecretIsRefused() {
        Accounts other = world.accounts(TokenSettings.defaults(), "x".repeat(32));
        String token = world.token(AccountsWorld.ADMIN);
        assertThat(other.authenticator().authenticate(new Credentials.Bearer(token), AccountsWorld.HERE))
                .isEqualTo(INVALID);
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
        assertThat(world.bearer(token(claims -> claims.issuer("someone")))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.issuer(null)))).isEqualTo(INVALID);
        assertThat(world.bearer(signed(bare().issuer("memgit").audience().add("others").and()))).isEqualTo(INVALID);
        assertThat(world.bearer(signed(bare().issuer("memgit")))).isEqualTo(INVALID);
    }

    @Test
    void aTokenThatSaysTooLittleIsRefused() {
        assertThat(world.bearer(token(claims -> claims.id(null)))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.id("short")))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.subject(null)))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.subject("nobody")))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.subject("not a name!")))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.expiration(null)))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.claim("gen", null)))).isEqualTo(INVALID);
        assertThat(world.bearer(token(claims -> claims.claim("gen", "1")))).isEqualTo(INVALID);
    }

    @Test
    void aTokenThatLivesLongerThanAnyMayIsRefused() {
        Instant end = world.clock.instant().plus(Duration.ofHours(25));
        assertThat(world.bearer(token(claims -> claims.expiration(Date.from(end))))).isEqualTo(INVALID);
    }

    @Test
    void aCompressedTokenIsRefusedAndNotInflated() {
        assertThat(world.bearer(token(claims -> claims.compressWith(Jwts.ZIP.DEF)))).isEqualTo(INVALID);
    }

    @Test
    void aTokenWithOneCharacterChangedIsRefusedWhereverThatIs() {
        String token = world.token(AccountsWorld.ADMIN);
        Random random = new Random(7);
        for (int i = 0; i < token.length(); i++) {
            char was = token.charAt(i);
            char other = "ABCDEFGHabcdefgh0123_-.".charAt(random.nextInt(23));
            if (other != was)
                assertThat(world.bearer(token.substring(0, i) + other + token.substring(i + 1)))
                        .as("character %s", i).isEqualTo(INVALID);
        }
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            String changed = token.substring(0, token.length() - 1) + last;
            if (!changed.equals(token))
                assertThat(world.bearer(changed)).isEqualTo(INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9", "mgk_", "null"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(world.bearer(text)).isEqualTo(INVALID);
    }

    @Test
    void hostileHeadersAndPayloadsAreRefusedWithoutAnException() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        for (String json : List.of("", "{", "[]", "null", "1", "\"x\"", deep, "{\"alg\":1}", "{\"alg\":null}",
                "{\"alg\":[]}", "{\"alg\":{\"a\":" + deep + "}}", "{\"alg\":\"HS256\",\"crit\":[\"x\"]}",
                "{\"alg\":\"HS256\",\"b64\":false}", "{\"alg\":\"HS256\",\"zip\":\"DEF\"}",
                "{\"alg\":\"HS256\",\"jwk\":7,\"kid\":[],\"x5u\":\"http://127.0.0.1/\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}")) {
            for (String payload : List.of(payload(token(claims -> claims)), base64("{\"exp\":\"x\"}" + deep)))
                assertThat(world.bearer(base64(json) + "." + payload + "." + "A".repeat(43))).isEqualTo(INVALID);
        }
        assertThat(world.bearer("a".repeat(5_000) + ".b.c")).isEqualTo(INVALID);
    }

    @Test
    void signedClaimsOfTheWrongTypeAreRefusedWithoutAnException() throws GeneralSecurityException {
        String good = new String(Base64.getUrlDecoder().decode(payload(token(claims -> claims))), UTF_8);
        assertThat(world.bearer(signedByHand(good))).isInstanceOf(Authenticated.class);
        // Of two fields of one name, the last counts.
        for (String wrong : List.of("\"gen\":[1]", "\"gen\":{}", "\"gen\":1.5e99", "\"gen\":1099511627777",
                "\"exp\":\"soon\"", "\"exp\":[]", "\"exp\":1e400", "\"exp\":-1", "\"jti\":7", "\"sub\":{}",
                "\"aud\":{}", "\"aud\":null", "\"iss\":[]", "\"nbf\":\"x\"")) {
            String payload = good.substring(0, good.length() - 1) + "," + wrong + "}";
            assertThat(world.bearer(signedByHand(payload))).as(wrong).isEqualTo(INVALID);
        }
    }

    @Test
    void aTokenDiesWithLogout() {
        String token = world.token(AccountsWorld.ADMIN);
        String other = world.token(AccountsWorld.ADMIN);
        assertThat(world.bearer(token)).isInstanceOf(Authenticated.class);
        assertThat(world.accounts.logout(token)).isTrue();
        assertThat(world.bearer(token)).isEqualTo(INVALID);
        assertThat(world.accounts.logout(token)).isFalse();
        assertThat(world.bearer(other)).isInstanceOf(Authenticated.class);
    }

    @Test
    void refreshGivesANewTokenAndEndsTheOld() {
        String old = world.token(AccountsWorld.ADMIN);
        world.clock.advance(Duration.ofHours(23));
        IssuedToken fresh = world.accounts.refresh(old).orElseThrow();
        assertThat(fresh.token()).isNotEqualTo(old);
        assertThat(fresh.expires()).isEqualTo(TestClock.NOON.plus(Duration.ofHours(47)));
        assertThat(world.bearer(old)).isEqualTo(INVALID);
        assertThat(world.accounts.refresh(old)).isEmpty();
        world.clock.advance(Duration.ofHours(23));
        assertThat(world.bearer(fresh.token())).isInstanceOf(Authenticated.class);
    }

    @Test
    void ofManyRefreshesOfOneTokenOneSucceeds() throws Exception {
        String old = world.token(AccountsWorld.ADMIN);
        List<Future<Boolean>> refreshes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++)
                refreshes.add(threads.submit(() -> world.accounts.refresh(old).isPresent()));
        }
        int succeeded = 0;
        for (Future<Boolean> refresh : refreshes)
            succeeded += refresh.get() ? 1 : 0;
        assertThat(succeeded).isEqualTo(1);
    }

    @Test
    void tokensDieWithTheirGenerationAndWithTheirUser() {
        String token = world.token(AccountsWorld.READER);
        String admins = world.token(AccountsWorld.ADMIN);
        world.turnGeneration(AccountsWorld.READER);
        assertThat(world.bearer(token)).isEqualTo(INVALID);
        String next = world.token(AccountsWorld.READER);
        world.put(AccountsWorld.READER, Role.READER, false);
        assertThat(world.bearer(next)).isEqualTo(INVALID);
        assertThat(world.bearer(admins)).isInstanceOf(Authenticated.class);
    }

    @Test
    void aRememberedTokenHasTheRightsThatItsUserHasNow() {
        String token = world.token(AccountsWorld.READER);
        world.bearer(token);
        world.put(AccountsWorld.READER, Role.GUEST, true);
        assertThat(world.bearer(token)).isInstanceOfSatisfying(Authenticated.class,
                known -> assertThat(known.principal().permissions()).isEmpty());
    }

    @Test
    void settingsThatWillNotDoAreSaid() {
        AuthLimits limits = AuthLimits.defaults();
        assertThat(new TokenSettings("a", "b", Duration.ofHours(24)).problem(limits)).isEmpty();
        assertThat(new TokenSettings("a", "b", Duration.ofHours(25)).problem(limits))
                .hasValue("tokens must live for 1s to 86400s, not 90000s");
        assertThat(new TokenSettings(" ", "b", Duration.ofHours(1)).problem(limits)).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.accounts(new TokenSettings("a", "b", Duration.ZERO), AccountsWorld.SECRET));
    }

    @Test
    void noTextShowsAToken() {
        IssuedToken issued = world.accounts.refresh(world.token(AccountsWorld.ADMIN)).orElseThrow();
        assertThat(issued.toString()).doesNotContain(issued.token());
    }

    private String token(UnaryOperator<JwtBuilder> change) {
        return signed(change.apply(claims()));
    }

    private String signed(JwtBuilder claims) {
        return claims.signWith(JwtSecret.of(AccountsWorld.SECRET).key(), Jwts.SIG.HS256).compact();
    }

    private JwtBuilder claims() {
        return bare().issuer("memgit").audience().add("memgit").and();
    }

    private JwtBuilder bare() {
        return Jwts.builder()
                .subject("admin")
                .id("0123456789abcdef0123456789abcdef")
                .expiration(Date.from(world.clock.instant().plus(Duration.ofHours(1))))
                .claim("gen", 1);
    }

    private static String signedByHand(String payload) throws GeneralSecurityException {
        String text = base64("{\"alg\":\"HS256\"}") + "." + base64(payload);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(JwtSecret.of(AccountsWorld.SECRET).key());
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }

    private static String payload(String token) {
        return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
