package io.memgit.auth.access;

import static io.memgit.auth.access.Action.ADMINISTER_REPOSITORY;
import static io.memgit.auth.access.Action.CHANGE_OWN_KEYS;
import static io.memgit.auth.access.Action.CREATE_REPOSITORY;
import static io.memgit.auth.access.Action.DELETE_REPOSITORY;
import static io.memgit.auth.access.Action.LIST_OWN_KEYS;
import static io.memgit.auth.access.Action.LIST_REPOSITORIES;
import static io.memgit.auth.access.Action.READ_OWN_ACCOUNT;
import static io.memgit.auth.access.Action.READ_REPOSITORY;
import static io.memgit.auth.access.Action.READ_SYSTEM;
import static io.memgit.auth.access.Action.WRITE_REPOSITORY;
import static io.memgit.auth.access.Action.WRITE_SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memgit.auth.access.Decision.Denied;
import io.memgit.auth.access.Decision.Reason;
import io.memgit.auth.grant.Grants;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.auth.state.KeyId;
import io.memgit.auth.state.UserName;
import io.memgit.core.name.RepoName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

    private static final RepoName APP = new RepoName("team/app");
    private static final RepoName OTHER = new RepoName("other");
    private static final Decision ALLOWED = Decision.ALLOWED;
    private static final Decision FORBIDDEN = new Denied(Reason.FORBIDDEN);
    private static final Decision INVISIBLE = new Denied(Reason.INVISIBLE);

    private final AccessPolicy policy = new AccessPolicy();

    @ParameterizedTest
    @EnumSource
    void withoutCredentialsNothingIsAllowedAndAllAnswersAreTheSame(Action action) {
        assertThat(policy.decide(Caller.ANONYMOUS, action, APP)).isEqualTo(new Denied(Reason.UNAUTHENTICATED));
    }

    @ParameterizedTest
    @EnumSource
    void theAdminMayDoEverything(Action action) {
        assertThat(policy.decide(user(Role.ADMIN), action, APP)).isEqualTo(ALLOWED);
    }

    @Test
    void aDeveloperReadsWritesAndCreatesButDoesNotAdministerOrDelete() {
        assertThat(allowed(user(Role.DEVELOPER), APP)).containsExactlyInAnyOrder(READ_OWN_ACCOUNT, LIST_OWN_KEYS,
                CHANGE_OWN_KEYS, LIST_REPOSITORIES, CREATE_REPOSITORY, READ_REPOSITORY, WRITE_REPOSITORY);
        assertThat(policy.decide(user(Role.DEVELOPER), DELETE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
        assertThat(policy.decide(user(Role.DEVELOPER), READ_SYSTEM, null)).isEqualTo(FORBIDDEN);
    }

    @Test
    void aReaderIsForbiddenToWriteWhatItSees() {
        assertThat(allowed(user(Role.READER), APP)).containsExactlyInAnyOrder(READ_OWN_ACCOUNT, LIST_OWN_KEYS,
                CHANGE_OWN_KEYS, LIST_REPOSITORIES, READ_REPOSITORY);
        assertThat(policy.decide(user(Role.READER), WRITE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_REPOSITORY", "WRITE_REPOSITORY", "ADMINISTER_REPOSITORY", "DELETE_REPOSITORY"})
    void aRepositoryThatOneMayNotReadDoesNotExist(Action action) {
        assertThat(policy.decide(user(Role.GUEST), action, APP)).isEqualTo(INVISIBLE);
    }

    @Test
    void aKeyForSomeRepositoriesHasNothingElse() {
        Principal key = key(Role.ADMIN, new Grants(Set.of(), Map.of(new RepoPattern("TEAM/*"),
                Set.of(Permission.REPO_WRITE))));
        assertThat(allowed(key, APP)).containsExactlyInAnyOrder(READ_OWN_ACCOUNT, LIST_OWN_KEYS, LIST_REPOSITORIES,
                CREATE_REPOSITORY, READ_REPOSITORY, WRITE_REPOSITORY);
        assertThat(allowed(key, OTHER)).containsExactlyInAnyOrder(READ_OWN_ACCOUNT, LIST_OWN_KEYS, LIST_REPOSITORIES);
        assertThat(policy.decide(key, WRITE_REPOSITORY, OTHER)).isEqualTo(INVISIBLE);
        assertThat(policy.decide(key, DELETE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
        assertThat(policy.decide(key, WRITE_SYSTEM, null)).isEqualTo(FORBIDDEN);
    }

    @Test
    void aKeyNeverHasMoreThanItsUser() {
        Principal key = key(Role.READER, Grants.everywhere(EnumSet.allOf(Permission.class)));
        assertThat(policy.decide(key, READ_REPOSITORY, APP)).isEqualTo(ALLOWED);
        assertThat(policy.decide(key, WRITE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
        assertThat(policy.decide(key, ADMINISTER_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
        assertThat(policy.decide(key, READ_SYSTEM, null)).isEqualTo(FORBIDDEN);
        assertThat(key.permissions()).containsExactly(Permission.REPO_READ);
    }

    @Test
    void aKeyDoesNotChangeKeysHoweverStrongItIs() {
        Principal key = new Principal(new UserName("ada"), "", Set.of(RepoPattern.ALL), List.of(Role.ADMIN.grants()),
                Optional.of(new KeyId("0".repeat(32))));
        assertThat(policy.decide(key, CHANGE_OWN_KEYS, null)).isEqualTo(FORBIDDEN);
        assertThat(policy.decide(key, LIST_OWN_KEYS, null)).isEqualTo(ALLOWED);
    }

    @Test
    void aReadOnlyKeyOfADeveloperCreatesNothing() {
        Principal key = key(Role.DEVELOPER, Grants.everywhere(Set.of(Permission.REPO_READ)));
        assertThat(policy.decide(key, CREATE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
    }

    @Test
    void writeRightsInANameDoNotBringTheRightToCreateIt() {
        Grants writesTeam = new Grants(Set.of(), Map.of(new RepoPattern("team/*"), Set.of(Permission.REPO_WRITE)));
        Principal reader = new Principal(new UserName("ada"), "", Set.of(),
                List.of(Role.READER.grants().and(writesTeam)), Optional.empty());
        assertThat(policy.decide(reader, WRITE_REPOSITORY, APP)).isEqualTo(ALLOWED);
        assertThat(policy.decide(reader, CREATE_REPOSITORY, APP)).isEqualTo(FORBIDDEN);
    }

    @Test
    void somebodyWithoutAnyBoundsMayDoNothing() {
        Principal nobody = new Principal(new UserName("ada"), "", Set.of(), List.of(), Optional.empty());
        assertThat(policy.decide(nobody, READ_REPOSITORY, APP)).isEqualTo(INVISIBLE);
        assertThat(policy.decide(nobody, READ_SYSTEM, null)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource
    void anActionOnARepositoryIsNotDecidedWithoutOne(Action action) {
        if (action.needsRepository())
            assertThatIllegalArgumentException().isThrownBy(() -> policy.decide(user(Role.ADMIN), action, null));
        else
            assertThat(policy.decide(user(Role.ADMIN), action, null)).isEqualTo(ALLOWED);
    }

    @Test
    void whatAKeyMayDoIsShownAsWhatBothItAndItsUserMayDo() {
        Principal key = key(Role.DEVELOPER, new Grants(Set.of(Permission.SYSTEM_READ), Map.of(
                new RepoPattern("team/*"), Set.of(Permission.REPO_WRITE, Permission.REPO_DELETE))));
        assertThat(key.permissions()).isEmpty();
        assertThat(key.repoPermissions()).containsExactly(Map.entry(new RepoPattern("team/*"),
                Set.of(Permission.REPO_READ, Permission.REPO_WRITE)));
    }

    private Set<Action> allowed(Caller caller, RepoName repo) {
        EnumSet<Action> allowed = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values()).filter(action -> policy.decide(caller, action, repo).equals(ALLOWED))
                .forEach(allowed::add);
        return allowed;
    }

    private static Set<RepoPattern> creates(Role role) {
        return role.createsRepositories() ? Set.of(RepoPattern.ALL) : Set.of();
    }

    private static Principal user(Role role) {
        return new Principal(new UserName("ada"), "", creates(role), List.of(role.grants()), Optional.empty());
    }

    private static Principal key(Role role, Grants restriction) {
        return new Principal(new UserName("ada"), "", creates(role), List.of(role.grants(), restriction),
                Optional.of(new KeyId("0".repeat(32))));
    }
}
