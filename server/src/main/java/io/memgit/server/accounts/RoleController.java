package io.memgit.server.accounts;

import io.memgit.auth.UserChange;
import io.memgit.auth.Users;
import io.memgit.auth.grant.Permission;
import io.memgit.auth.grant.RepoPattern;
import io.memgit.auth.grant.Role;
import io.memgit.server.problem.Code;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /roles}, and what users are granted. */
public final class RoleController implements Resource {

    private static final String TAG = "Users";
    private static final String ROLES = UserController.ONE + "/roles";
    private static final QueryParam REPOS = QueryParam.text("repos",
            "The repositories for which the role holds, as a pattern; without it, all.");

    private final Users users;

    public RoleController(Users users) {
        this.users = users;
    }

    /**
     * A role to be given; {@code repos} is a pattern of repository names, without it the role holds for
     * all.
     */
    public record GrantRole(String role, @Nullable String repos) {}

    /** A role and what it allows. */
    public record RoleView(String name, List<String> permissions, boolean createsRepositories) {

        static RoleView of(Role role) {
            return new RoleView(role.text(), UserView.names(role.grants().everywhere()), role.createsRepositories());
        }
    }

    /** All roles, and all permissions there are. */
    public record RoleList(List<RoleView> roles, List<String> permissions, int count, int total,
            @Nullable String nextCursor) {}

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/roles", "listRoles")
                .tag(TAG)
                .summary("The roles and what they allow.")
                .needs(Access.OWN_ACCOUNT)
                .answers(200, RoleList.class)
                .to(_ -> list());
        change(routes.post(ROLES, "grantRoleIn"), "Gives a role, for all repositories or those of a pattern.")
                .body(GrantRole.class)
                .to(this::grantIn);
        change(routes.post(ROLES + "/{role}", "grantRole"), "Gives a role.").query(REPOS).to(this::grant);
        change(routes.delete(ROLES + "/{role}", "revokeRole"), "Takes a role away.").query(REPOS).to(this::revoke);
        String permission = UserController.ONE + "/repos/{pattern}/permissions/{permission}";
        change(routes.put(permission, "grantPermission"),
                "Gives one permission for the repositories that a pattern names.").to(this::grantPermission);
        change(routes.delete(permission, "revokePermission"), "Takes such a permission away.")
                .to(this::revokePermission);
    }

    private static RouteBuilder change(RouteBuilder route, String summary) {
        return route.tag(TAG)
                .summary(summary)
                .needs(Access.USERS_WRITE)
                .query(QueryParam.DRY_RUN)
                .answers(200, UserView.class)
                .problems(Code.USER_NOT_FOUND, Code.CONFLICT, Code.LIMIT_EXCEEDED);
    }

    private static Answer list() {
        List<RoleView> roles = Arrays.stream(Role.values()).map(RoleView::of).toList();
        return Answer.ok(new RoleList(roles, Arrays.stream(Permission.values()).map(Permission::text).toList(),
                roles.size(), roles.size(), null));
    }

    private Answer grantIn(Call call) {
        GrantRole body = call.body().json(GrantRole.class);
        return answer(users.grant(call.caller(), UserController.name(call), role(body.role()),
                repos(Optional.ofNullable(body.repos())), call.dryRun()));
    }

    private Answer grant(Call call) {
        return answer(users.grant(call.caller(), UserController.name(call), role(call.name("role")),
                repos(call.query().text("repos")), call.dryRun()));
    }

    private Answer revoke(Call call) {
        return answer(users.revoke(call.caller(), UserController.name(call), role(call.name("role")),
                repos(call.query().text("repos")), call.dryRun()));
    }

    private Answer grantPermission(Call call) {
        return answer(users.grant(call.caller(), UserController.name(call), permission(call), pattern(call),
                call.dryRun()));
    }

    private Answer revokePermission(Call call) {
        return answer(users.revoke(call.caller(), UserController.name(call), permission(call), pattern(call),
                call.dryRun()));
    }

    private static Answer answer(UserChange change) {
        return Answer.ok(UserView.of(UserProblems.done(change)));
    }

    private static Role role(String text) {
        return Role.parse(text)
                .orElseThrow(() -> Field.refused("role", "is one of admin, developer, reader and guest"));
    }

    private static Optional<RepoPattern> repos(Optional<String> text) {
        return text.map(value -> RepoPattern.parse(value)
                .orElseThrow(() -> Field.refused("repos", "is a pattern of repository names, such as team/*")));
    }

    private static RepoPattern pattern(Call call) {
        return RepoPattern.parse(call.name("pattern"))
                .orElseThrow(() -> Field.refused("repo", "is a pattern of repository names, such as team/*"));
    }

    private static Permission permission(Call call) {
        return Permission.parse(call.name("permission"))
                .filter(Permission::isOfRepositories)
                .orElseThrow(() -> Field.refused("permission", "is one of repo:read, repo:write, repo:delete, "
                        + "repo:admin, webhook:read, webhook:write and webhook:delete"));
    }
}
