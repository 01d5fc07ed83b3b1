package io.memgit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.auth.ApiKeys.ListedKey;
import io.memgit.auth.Authentication.Authenticated;
import io.memgit.auth.Authentication.Invalid;
import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.KeyId;
import io.memgit.core.name.RepoName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final Invalid INVALID = new Invalid();
    private static final RepoName APP = new RepoName("team/app");
    private static final RepoName OTHER = new RepoName("other");

    private final AccountsWorld world = new AccountsWorld();
    private final ApiKeys keys = world.accounts.keys();

    @Test
    void aKeyIsShownOnceAndStandsForItsUser() {
        KeyCreation.Created created = world.key(AccountsWorld.ADMIN);
        assertThat(created.secret()).matches("mgk_[A-Za-z0-9_-]{43}");
        assertThat(principal(created.secret()).user()).isEqualTo(AccountsWorld.ADMIN);
        assertThat(principal(created.secret()).key()).contains(created.key().id());
        assertThat(keys.list(AccountsWorld.ADMIN).toString() + created + world.state.keysOf(AccountsWorld.ADMIN))
                .doesNotContain(created.secret().substring(4));
    }

    @Test
    void aKeyWithoutPermissionsOfItsOwnHasAllThatItsUserHas() {
        assertThat(principal(world.key(AccountsWorld.ADMIN).secret()).permissions())
                .containsExactlyInAnyOrder(Permission.values());
        assertThat(principal(world.key(AccountsWorld.READER).secret()).permissions())
                .containsExactly(Permission.REPO_READ);
    }

    @Test
    void aKeyWithPermissionsHasThoseEverywhere() {
        Principal key = principal(world.key(AccountsWorld.ADMIN, List.of("repo:write"), Map.of(), Duration.ofDays(1))
                .secret());
        assertThat(key.may(Permission.REPO_WRITE, APP)).isTrue();
        assertThat(key.may(Permission.REPO_READ, OTHER)).isTrue();
        assertThat(key.may(Permission.REPO_DELETE, APP)).isFalse();
        assertThat(key.may(Permission.SYSTEM_READ)).isFalse();
    }

    @Test
    void aKeyWithPermissionsForPatternsAloneHasNothingElse() {
        Principal key = principal(world.key(AccountsWorld.ADMIN, List.of(), Map.of("team/*", List.of("repo:write")),
                Duration.ofDays(1)).secret());
        assertThat(key.may(Permission.REPO_WRITE, new RepoName("TEAM/App"))).isTrue();
        assertThat(key.may(Permission.REPO_WRITE, OTHER)).isFalse();
        assertThat(key.may(Permission.REPO_READ, OTHER)).isFalse();
        assertThat(key.permissions()).isEmpty();
    }

    @Test
    void aKeyLosesWhatItsUserLoses() {
        world.put(AccountsWorld.READER, Role.ADMIN, true);
        String secret = world.key(AccountsWorld.READER, List.of("repo:delete"), Map.of(), Duration.ofDays(1)).secret();
        assertThat(principal(secret).may(Permission.REPO_DELETE, APP)).isTrue();
        world.put(AccountsWorld.READER, Role.READER, true);
        assertThat(principal(secret).may(Permission.REPO_DELETE, APP)).isFalse();
        world.put(AccountsWorld.READER, Role.READER, false);
        assertThat(world.bearer(secret)).isEqualTo(INVALID);
    }

    @Test
    void aKeyStopsWhenItExpires() {
        String secret = world.key(AccountsWorld.ADMIN, List.of(), Map.of(), Duration.ofMinutes(1)).secret();
        world.clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(world.bearer(secret)).isInstanceOf(Authenticated.class);
        world.clock.advance(Duration.ofMillis(1));
        assertThat(world.bearer(secret)).isEqualTo(INVALID);
    }

    @Test
    void aKeyStopsAtOnceWhenItIsRevokedByItsOwnerAndNobodyElse() {
        KeyCreation.Created created = world.key(AccountsWorld.ADMIN);
        assertThat(keys.revoke(AccountsWorld.READER, created.key().id())).isFalse();
        assertThat(world.bearer(created.secret())).isInstanceOf(Authenticated.class);
        assertThat(keys.revoke(AccountsWorld.ADMIN, created.key().id())).isTrue();
        assertThat(world.bearer(created.secret())).isEqualTo(INVALID);
        assertThat(keys.revoke(AccountsWorld.ADMIN, created.key().id())).isFalse();
        assertThat(keys.revoke(AccountsWorld.ADMIN, new KeyId("0".repeat(32)))).isFalse();
    }

    @Test
    void otherTextsAreNoKeys() {
        String secret = world.key(AccountsWorld.ADMIN).secret();
        for (String text : List.of("", "mgk_", secret.substring(0, 46), secret + "A", " " + secret,
                secret.replace("mgk_", "MGK_"), "mgk_" + "A".repeat(43)))
            assertThat(world.authenticate(new Credentials.ApiKeyHeader(text))).as(text).isEqualTo(INVALID);
    }

    @Test
    void aRequestThatMakesNoSenseIsRefusedByTheNameOfItsField() {
        assertThat(field("", List.of(), Map.of(), null)).isEqualTo("name");
        assertThat(field("x".repeat(101), List.of(), Map.of(), null)).isEqualTo("name");
        assertThat(field("a\nb", List.of(), Map.of(), null)).isEqualTo("name");
        assertThat(field("ci", List.of("repo:teleport"), Map.of(), null)).isEqualTo("permissions");
        assertThat(field("ci", List.of(), Map.of("a b", List.of("repo:read")), null)).isEqualTo("repo_permissions");
        assertThat(field("ci", List.of(), Map.of("a", List.of()), null)).isEqualTo("repo_permissions");
        assertThat(field("ci", List.of(), Map.of("a", List.of("repo:*")), null)).isEqualTo("repo_permissions");
        assertThat(field("ci", List.of(), Map.of("a", List.of("system:read")), null)).isEqualTo("repo_permissions");
        assertThat(field("ci", List.of(), Map.of(), TestClock.NOON)).isEqualTo("expires_at");
    }

    @Test
    void nobodyMakesAKeyThatMayMoreThanHimself() {
        assertThat(create(AccountsWorld.READER, List.of("repo:write"), Map.of()))
                .isEqualTo(new KeyCreation.Forbidden("You do not have repo:write yourself."));
        assertThat(create(AccountsWorld.READER, List.of(), Map.of("team/*", List.of("repo:read", "repo:delete"))))
                .isEqualTo(new KeyCreation.Forbidden("You do not have repo:delete for team/* yourself."));
        assertThat(create(AccountsWorld.READER, List.of("repo:read"), Map.of()))
                .isInstanceOf(KeyCreation.Created.class);
    }

    @Test
    void aKeyMakesNoKey() {
        Principal key = principal(world.key(AccountsWorld.ADMIN).secret());
        assertThat(keys.create(key, new KeyRequest("child", List.of(), Map.of(), Optional.empty())))
                .isInstanceOf(KeyCreation.Forbidden.class);
    }

    @Test
    void aUserHasAThousandKeysAndNotOneMore() {
        for (int i = 0; i < 1_000; i++)
            world.key(AccountsWorld.ADMIN);
        assertThat(create(AccountsWorld.ADMIN, List.of(), Map.of())).isEqualTo(new KeyCreation.TooMany(1_000));
        assertThat(create(AccountsWorld.READER, List.of(), Map.of())).isInstanceOf(KeyCreation.Created.class);
    }

    @Test
    void theLastUseIsKnownToTheMinuteAndWrittenOnceAMinuteForAllKeys() {
        KeyCreation.Created one = world.key(AccountsWorld.ADMIN);
        KeyCreation.Created two = world.key(AccountsWorld.ADMIN);
        assertThat(lastUsed(one)).isEmpty();
        int before = world.entries.get();
        for (int i = 0; i < 100; i++) {
            world.bearer(one.secret());
            world.bearer(two.secret());
        }
        assertThat(lastUsed(one)).contains(TestClock.NOON);
        assertThat(world.entries.get()).isEqualTo(before);
        world.clock.advance(Duration.ofSeconds(59));
        world.bearer(one.secret());
        assertThat(lastUsed(one)).contains(TestClock.NOON);
        world.clock.advance(Duration.ofSeconds(1));
        world.bearer(one.secret());
        assertThat(lastUsed(one)).contains(TestClock.NOON.plusSeconds(60));
        assertThat(world.entries.get()).isEqualTo(before + 1);
        assertThat(world.state.lastUse(one.key().id())).contains(TestClock.NOON.plusSeconds(60));
        assertThat(world.state.lastUse(two.key().id())).contains(TestClock.NOON);
        world.bearer(two.secret());
        assertThat(world.entries.get()).isEqualTo(before + 1);
        world.accounts.close();
        assertThat(world.state.lastUse(two.key().id())).contains(TestClock.NOON.plusSeconds(60));
    }

    @Test
    void aRefusedKeyIsNotUsed() {
        KeyCreation.Created created = world.key(AccountsWorld.READER);
        world.put(AccountsWorld.READER, Role.READER, false);
        world.bearer(created.secret());
        assertThat(keys.list(AccountsWorld.READER)).extracting(ListedKey::lastUsed).containsExactly(Optional.empty());
    }

    private Principal principal(String secret) {
        if (world.bearer(secret) instanceof Authenticated known)
            return known.principal();
        throw new AssertionError("not authenticated");
    }

    @Test
    void aPlannedKeyIsJudgedAsARealOneAndNotMade() {
        Principal reader = world.accounts.principal(AccountsWorld.READER).orElseThrow();
        KeyRequest allowed = new KeyRequest("p", List.of("repo:read"), Map.of(), Optional.empty());
        assertThat(keys.plan(reader, allowed)).isInstanceOf(KeyCreation.Planned.class);
        assertThat(keys.list(AccountsWorld.READER)).isEmpty();
        KeyRequest tooMuch = new KeyRequest("p", List.of("repo:write"), Map.of(), Optional.empty());
        assertThat(keys.plan(reader, tooMuch)).isEqualTo(keys.create(reader, tooMuch))
                .isInstanceOf(KeyCreation.Forbidden.class);
        for (int i = 0; i < 1_000; i++)
            world.key(AccountsWorld.READER);
        assertThat(keys.plan(reader, allowed)).isEqualTo(new KeyCreation.TooMany(1_000));
    }

    private Optional<Instant> lastUsed(KeyCreation.Created created) {
        return keys.find(AccountsWorld.ADMIN, created.key().id()).orElseThrow().lastUsed();
    }

    private KeyCreation create(io.memgit.auth.state.UserName owner, List<String> permissions,
            Map<String, List<String>> repoPermissions) {
        return keys.create(world.accounts.principal(owner).orElseThrow(),
                new KeyRequest("ci", permissions, repoPermissions, Optional.empty()));
    }

    private String field(String name, List<String> permissions, Map<String, List<String>> repoPermissions,
            @org.jspecify.annotations.Nullable Instant expires) {
        KeyCreation creation = keys.create(world.accounts.principal(AccountsWorld.ADMIN).orElseThrow(),
                new KeyRequest(name, permissions, repoPermissions, Optional.ofNullable(expires)));
        return creation instanceof KeyCreation.Invalid invalid ? invalid.field() : creation.toString();
    }
}
