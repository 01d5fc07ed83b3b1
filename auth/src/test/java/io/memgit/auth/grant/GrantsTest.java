package io.memgit.auth.grant;

import static io.memgit.auth.grant.Permission.REPO_ADMIN;
import static io.memgit.auth.grant.Permission.REPO_DELETE;
import static io.memgit.auth.grant.Permission.REPO_READ;
import static io.memgit.auth.grant.Permission.REPO_WRITE;
import static io.memgit.auth.grant.Permission.SYSTEM_READ;
import static io.memgit.auth.grant.Permission.USER_READ;
import static io.memgit.auth.grant.Permission.USER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memgit.core.name.RepoName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

    private static final RepoName APP = new RepoName("team/app");
    private static final RepoName OTHER = new RepoName("other/app");
    private static final Grants TEAM_WRITER = new Grants(Set.of(), Map.of(new RepoPattern("team/*"),
            Set.of(REPO_WRITE)));

    @ParameterizedTest
    @EnumSource
    void aPermissionIsReadAsItIsSpelled(Permission permission) {
        assertThat(Permission.parse(permission.text())).contains(permission);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "repo", "repo:", "repo:*", "REPO:READ", "repo:read ", "repo:write,repo:read", "*"})
    void aPermissionOutsideTheVocabularyIsNone(String text) {
        assertThat(Permission.parse(text)).isEmpty();
    }

    @Test
    void nothingIsAllowedThatIsNotGranted() {
        for (Permission permission : Permission.values()) {
            assertThat(Grants.NONE.allow(permission)).isFalse();
            assertThat(Grants.NONE.allow(permission, APP)).isFalse();
        }
    }

    @Test
    void aPatternGrantsForTheRepositoriesItNamesAlone() {
        assertThat(TEAM_WRITER.allow(REPO_WRITE, APP)).isTrue();
        assertThat(TEAM_WRITER.allow(REPO_WRITE, OTHER)).isFalse();
        assertThat(TEAM_WRITER.allow(REPO_WRITE)).isFalse();
        assertThat(TEAM_WRITER.allowSomewhere(REPO_WRITE)).isTrue();
        assertThat(TEAM_WRITER.allowSomewhere(REPO_DELETE)).isFalse();
    }

    @Test
    void whoMayChangeSeesAndNothingElseIsImplied() {
        assertThat(TEAM_WRITER.allow(REPO_READ, APP)).isTrue();
        assertThat(TEAM_WRITER.allow(REPO_DELETE, APP)).isFalse();
        assertThat(TEAM_WRITER.allow(REPO_ADMIN, APP)).isFalse();
        assertThat(Grants.everywhere(Set.of(REPO_READ)).allow(REPO_WRITE)).isFalse();
        assertThat(Grants.everywhere(Set.of(USER_WRITE)).allow(USER_READ)).isTrue();
        assertThat(Grants.everywhere(Set.of(USER_WRITE)).allow(REPO_READ)).isFalse();
    }

    @Test
    void grantsForAPatternHoldWhereTheyCoverIt() {
        assertThat(TEAM_WRITER.allow(REPO_WRITE, new RepoPattern("team/app"))).isTrue();
        assertThat(TEAM_WRITER.allow(REPO_WRITE, new RepoPattern("**"))).isFalse();
        assertThat(Role.ADMIN.grants().allow(REPO_WRITE, new RepoPattern("**"))).isTrue();
    }

    @Test
    void grantsAddUp() {
        Grants sum = TEAM_WRITER.and(new Grants(Set.of(SYSTEM_READ), Map.of(new RepoPattern("team/*"),
                Set.of(REPO_DELETE))));
        assertThat(sum.allow(REPO_WRITE, APP)).isTrue();
        assertThat(sum.allow(REPO_DELETE, APP)).isTrue();
        assertThat(sum.allow(SYSTEM_READ)).isTrue();
        assertThat(sum.allow(REPO_DELETE, OTHER)).isFalse();
    }

    @Test
    void whatIsGrantedDoesNotChangeWithTheCollectionsItCameFrom() {
        Set<Permission> held = EnumSet.of(REPO_READ);
        Map<RepoPattern, Set<Permission>> patterns = new HashMap<>();
        Grants grants = new Grants(held, patterns);
        held.add(REPO_DELETE);
        patterns.put(new RepoPattern("**"), Set.of(REPO_WRITE));
        assertThat(grants.allow(REPO_DELETE)).isFalse();
        assertThat(grants.allow(REPO_WRITE, APP)).isFalse();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> grants.everywhere().add(REPO_DELETE));
    }

    @Test
    void theRolesGrantWhatTheApiSays() {
        assertThat(Role.ADMIN.grants().everywhere()).containsExactlyInAnyOrder(Permission.values());
        assertThat(Role.DEVELOPER.grants().everywhere()).extracting(Permission::text)
                .containsExactlyInAnyOrder("repo:read", "repo:write", "webhook:read", "webhook:write",
                        "webhook:delete");
        assertThat(Role.READER.grants().everywhere()).containsExactly(REPO_READ);
        assertThat(Role.GUEST.grants().isEmpty()).isTrue();
        assertThat(Role.parse("admin")).contains(Role.ADMIN);
        assertThat(Role.parse("root")).isEmpty();
    }
}
