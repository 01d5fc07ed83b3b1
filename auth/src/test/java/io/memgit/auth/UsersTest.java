package io.memgit.auth;

import static io.memgit.auth.AccountsWorld.ADMIN;
import static io.memgit.auth.AccountsWorld.HERE;
import static io.memgit.auth.AccountsWorld.PASSWORD;
import static io.memgit.auth.AccountsWorld.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.access.Action;
import io.memgit.auth.access.Decision;
import io.memgit.auth.access.Principal;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.KeyId;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserName;
import io.memgit.core.name.RepoName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {

    private static final UserName ADA = new UserName("ada");
    private static final String OTHER = "another good password";
    private static final RepoPattern TEAM = new RepoPattern("team/*");
    private static final RepoName APP = RepoName.parse("team/app").orElseThrow();
    private static final RepoName ELSEWHERE = RepoName.parse("other/app").orElseThrow();

    private final AccountsWorld world = new AccountsWorld();
    private final Users users = world.accounts.users();
    private final Principal admin = world.accounts.principal(ADMIN).orElseThrow();
    private final AccessPolicy policy = new AccessPolicy();

    private UserChange create(UserName name, String... roles) {
        return users.create(admin, new NewUser(name.value(), name + "@example.org", PASSWORD, true, List.of(roles)),
                false);
    }

    private static User done(UserChange change) {
        assertThat(change).isInstanceOf(UserChange.Done.class);
        return ((UserChange.Done) change).user();
    }

    private Principal principal(UserName name) {
        return world.accounts.principal(name).orElseThrow();
    }

    private boolean may(UserName name, Action action, RepoName repo) {
        return policy.decide(principal(name), action, repo) instanceof Decision.Allowed;
    }

    private boolean isAlive(String token) {
        return world.bearer(token) instanceof Authentication.Authenticated;
    }

    @Test
    void aUserIsMadeOnceAndLogsIn() {
        done(create(ADA, "developer"));
        assertThat(create(new UserName("ADA"))).isEqualTo(new UserChange.Exists());
        assertThat(world.accounts.login("Ada", PASSWORD, HERE)).isInstanceOf(Login.LoggedIn.class);
        assertThat(users.list()).extracting(user -> user.name().value()).containsExactly("ada", "admin", "reader");
    }

    @Test
    void nonsenseIsTold() {
        assertThat(users.create(admin, new NewUser("-a", "", PASSWORD, true, List.of()), false))
                .isInstanceOf(UserChange.Invalid.class);
        assertThat(users.create(admin, new NewUser("a", "a>b@c", PASSWORD, true, List.of()), false))
                .isInstanceOf(UserChange.Invalid.class);
        assertThat(users.create(admin, new NewUser("a", "", "short", true, List.of()), false))
                .isInstanceOf(UserChange.Invalid.class);
        assertThat(create(ADA, "king")).isInstanceOf(UserChange.Invalid.class);
        assertThat(users.list()).hasSize(2);
    }

    @Test
    void aDryRunWritesNothing() {
        world.entries.set(0);
        done(users.create(admin, new NewUser("ada", "", PASSWORD, true, List.of()), true));
        done(users.grant(admin, READER, Role.DEVELOPER, Optional.empty(), true));
        done(users.delete(admin, READER, true));
        done(users.setPassword(admin, READER, Optional.empty(), OTHER, HERE, true));
        assertThat(users.delete(admin, ADMIN, true)).isEqualTo(new UserChange.LastAdmin());
        assertThat(world.entries).hasValue(0);
    }

    @Test
    void aRoleForAPatternHoldsThereOnly() {
        done(create(ADA));
        assertThat(may(ADA, Action.READ_REPOSITORY, APP)).isFalse();
        done(users.grant(admin, ADA, Role.DEVELOPER, Optional.of(TEAM), false));
        assertThat(may(ADA, Action.WRITE_REPOSITORY, APP)).isTrue();
        assertThat(may(ADA, Action.CREATE_REPOSITORY, APP)).isTrue();
        assertThat(may(ADA, Action.READ_REPOSITORY, ELSEWHERE)).isFalse();
        assertThat(may(ADA, Action.CREATE_REPOSITORY, ELSEWHERE)).isFalse();
        done(users.revoke(admin, ADA, Role.DEVELOPER, Optional.of(TEAM), false));
        assertThat(may(ADA, Action.READ_REPOSITORY, APP)).isFalse();
    }

    @Test
    void anAdminOfAPatternAdministersNoServer() {
        done(create(ADA));
        done(users.grant(admin, ADA, Role.ADMIN, Optional.of(TEAM), false));
        assertThat(may(ADA, Action.DELETE_REPOSITORY, APP)).isTrue();
        assertThat(policy.decide(principal(ADA), Action.WRITE_USERS, null)).isNotEqualTo(Decision.ALLOWED);
    }

    @Test
    void aPermissionForAPatternIsGivenAndTaken() {
        done(create(ADA));
        done(users.grant(admin, ADA, Permission.REPO_WRITE, TEAM, false));
        assertThat(may(ADA, Action.WRITE_REPOSITORY, APP)).isTrue();
        assertThat(may(ADA, Action.CREATE_REPOSITORY, APP)).isFalse();
        done(users.revoke(admin, ADA, Permission.REPO_WRITE, TEAM, false));
        assertThat(may(ADA, Action.READ_REPOSITORY, APP)).isFalse();
    }

    @Test
    void tokensEndWithPasswordRolesAndActivity() {
        done(create(ADA, "reader"));
        String first = world.token(ADA);
        assertThat(isAlive(first)).isTrue();
        done(users.grant(admin, ADA, Role.DEVELOPER, Optional.empty(), false));
        assertThat(isAlive(first)).isFalse();
        String second = world.token(ADA);
        done(users.setPassword(admin, ADA, Optional.empty(), OTHER, HERE, false));
        assertThat(isAlive(second)).isFalse();
        assertThat(world.accounts.login("ada", PASSWORD, HERE)).isInstanceOf(Login.Rejected.class);
        String third = ((Login.LoggedIn) world.accounts.login("ada", OTHER, HERE)).issued().token();
        done(users.edit(admin, ADA, inactive(), false));
        assertThat(isAlive(third)).isFalse();
        assertThat(world.accounts.login("ada", OTHER, HERE)).isInstanceOf(Login.Rejected.class);
        done(users.edit(admin, ADA, new UserEdit(Optional.of("new@example.org"), Optional.of(true), Optional.empty(),
                Optional.empty(), Optional.empty()), false));
        assertThat(isAlive(third)).as("it was ended for good").isFalse();
    }

    private static UserEdit inactive() {
        return new UserEdit(Optional.empty(), Optional.of(false), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatADeletedUserHadIsOfNoUseToTheNextOneOfTheName() {
        done(create(ADA, "developer"));
        String token = world.token(ADA);
        String key = world.key(ADA).secret();
        done(users.delete(admin, ADA, false));
        assertThat(users.delete(admin, ADA, false)).isEqualTo(new UserChange.NotFound());
        assertThat(isAlive(token)).isFalse();
        assertThat(isAlive(key)).isFalse();
        done(create(ADA, "admin"));
        assertThat(isAlive(token)).isFalse();
        assertThat(isAlive(key)).isFalse();
        assertThat(world.accounts.keys().list(ADA)).isEmpty();
    }

    @Test
    void theLastAdminStays() {
        assertThat(users.delete(admin, ADMIN, false)).isEqualTo(new UserChange.LastAdmin());
        assertThat(users.edit(admin, ADMIN, inactive(), false)).isEqualTo(new UserChange.LastAdmin());
        assertThat(users.revoke(admin, ADMIN, Role.ADMIN, Optional.empty(), false))
                .isEqualTo(new UserChange.LastAdmin());
        done(create(ADA, "admin"));
        done(users.delete(admin, ADMIN, false));
        assertThat(users.delete(principal(ADA), ADA, false)).isEqualTo(new UserChange.LastAdmin());
    }

    @Test
    void nobodyGivesWhatHeDoesNotHave() {
        done(create(ADA, "reader"));
        Grants onlyUsers = Grants.everywhere(Set.of(Permission.USER_WRITE, Permission.USER_DELETE,
                Permission.REPO_READ));
        Principal clerk = new Principal(ADMIN, "", Set.of(), List.of(onlyUsers),
                Optional.of(new KeyId("0".repeat(32))));
        done(users.edit(clerk, ADA, inactive(), false));
        List<UserChange> refused = new ArrayList<>();
        refused.add(users.grant(clerk, ADA, Role.DEVELOPER, Optional.empty(), false));
        refused.add(users.grant(clerk, ADA, Role.ADMIN, Optional.of(TEAM), false));
        refused.add(users.grant(clerk, ADA, Permission.REPO_WRITE, TEAM, false));
        refused.add(users.create(clerk, new NewUser("eve", "", PASSWORD, true, List.of("admin")), false));
        refused.add(users.setPassword(clerk, ADMIN, Optional.empty(), OTHER, HERE, false));
        refused.add(users.edit(clerk, ADMIN, UserEdit.password(OTHER), false));
        refused.add(users.delete(clerk, ADMIN, false));
        Principal reader = principal(READER);
        refused.add(users.create(reader, new NewUser("eve", "", PASSWORD, true, List.of()), false));
        refused.add(users.grant(reader, READER, Role.ADMIN, Optional.empty(), false));
        refused.add(users.edit(reader, READER, new UserEdit(Optional.empty(), Optional.empty(), Optional.of(true),
                Optional.empty(), Optional.empty()), false));
        assertThat(refused).allSatisfy(change -> assertThat(change).isInstanceOf(UserChange.Forbidden.class));
        assertThat(world.accounts.login("admin", PASSWORD, HERE)).isInstanceOf(Login.LoggedIn.class);
    }

    @Test
    void everybodyChangesTheirOwnPasswordAndAddress() {
        Principal reader = principal(READER);
        assertThat(users.setPassword(reader, READER, Optional.empty(), OTHER, HERE, false))
                .isInstanceOf(UserChange.Invalid.class);
        assertThat(users.setPassword(reader, READER, Optional.of("wrong password"), OTHER, HERE, false))
                .isEqualTo(new UserChange.WrongPassword());
        done(users.setPassword(reader, READER, Optional.of(PASSWORD), OTHER, HERE, false));
        assertThat(world.accounts.login("reader", OTHER, HERE)).isInstanceOf(Login.LoggedIn.class);
        User user = done(users.edit(reader, READER, new UserEdit(Optional.of("me@example.org"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty()), false));
        assertThat(user.email()).isEqualTo("me@example.org");
    }

    @Test
    void aKeyDoesNotChangeThePasswordOfItsUser() {
        Principal key = new Principal(READER, "", Set.of(), List.of(Role.READER.grants()),
                Optional.of(new KeyId("0".repeat(32))));
        assertThat(users.setPassword(key, READER, Optional.of(PASSWORD), OTHER, HERE, false))
                .isInstanceOf(UserChange.Forbidden.class);
    }

    @Test
    void rolesOfPatternsSurviveASnapshot() throws IOException {
        done(create(ADA));
        done(users.grant(admin, ADA, Role.READER, Optional.of(TEAM), false));
        done(users.grant(admin, ADA, Permission.REPO_WRITE, new RepoPattern("x"), false));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        world.state.snapshot().writeTo(bytes);
        AccountsWorld other = new AccountsWorld();
        other.state.restore(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(other.accounts.user(ADA)).isEqualTo(world.accounts.user(ADA));
        assertThat(other.accounts.user(ADA).orElseThrow().repoRoles()).isEqualTo(Map.of(TEAM, Set.of(Role.READER)));
    }

    @Test
    void concurrentGrantsAllLand() throws InterruptedException {
        done(create(ADA));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RepoPattern pattern = new RepoPattern("r" + i);
            threads.add(Thread.ofVirtual()
                    .start(() -> users.grant(admin, ADA, Permission.REPO_READ, pattern, false)));
        }
        for (Thread thread : threads)
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(users.find(ADA).orElseThrow().extra().perRepository()).hasSize(8);
    }
}
