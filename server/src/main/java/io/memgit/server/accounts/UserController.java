package io.memgit.server.accounts;

import io.memgit.auth.NewUser;
import io.memgit.auth.UserEdit;
import io.memgit.auth.Users;
import io.memgit.auth.access.Action;
import io.memgit.auth.state.User;
import io.memgit.auth.state.UserName;
import io.memgit.server.problem.Code;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /users}: who there is, and their passwords. */
public final class UserController implements Resource {

    static final String ALL = "/api/v1/users";
    static final String ONE = ALL + "/{name}";
    private static final String TAG = "Users";

    private final Users users;

    public UserController(Users users) {
        this.users = users;
    }

    /** A user to be made. */
    public record CreateUser(String username, String password, @Nullable String email, @Nullable Boolean isAdmin,
            @Nullable Boolean isActive, @Nullable List<String> roles) {

        /** Without the password. */
        @Override
        public String toString() {
            return "CreateUser[" + username + "]";
        }
    }

    /** What is to become of a user; what is left out stays. */
    public record EditUser(@Nullable String email, @Nullable Boolean isAdmin, @Nullable Boolean isActive,
            @Nullable List<String> roles, @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "EditUser[]";
        }
    }

    /** Another password. */
    public record SetPassword(@Nullable String currentPassword, String newPassword) {

        /** Without the passwords. */
        @Override
        public String toString() {
            return "SetPassword[]";
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ALL, "listUsers")
                .tag(TAG)
                .summary("The users, in the order of their names.")
                .needs(Access.USERS_READ)
                .paged()
                .answers(200, UserView[].class)
                .to(this::list);
        routes.post(ALL, "createUser")
                .tag(TAG)
                .summary("Makes a user; is_admin gives the role admin.")
                .needs(Access.USERS_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(CreateUser.class)
                .answers(201, UserView.class)
                .problems(Code.USER_EXISTS, Code.LIMIT_EXCEEDED, Code.OVERLOADED)
                .to(this::create);
        routes.get(ONE, "getUser")
                .tag(TAG)
                .summary("A user; everybody may see their own.")
                .needs(Access.SIGNED_IN)
                .answers(200, UserView.class)
                .problems(Code.USER_NOT_FOUND, Code.FORBIDDEN)
                .to(this::get);
        routes.patch(ONE, "editUser")
                .tag(TAG)
                .summary("Changes address, activity, roles or password; everybody may change their own address.")
                .needs(Access.SIGNED_IN)
                .query(QueryParam.DRY_RUN)
                .body(EditUser.class)
                .answers(200, UserView.class)
                .problems(Code.USER_NOT_FOUND, Code.FORBIDDEN, Code.CONFLICT, Code.OVERLOADED)
                .to(this::edit);
        routes.delete(ONE, "deleteUser")
                .tag(TAG)
                .summary("Deletes a user with all API keys; what they wrote stays.")
                .needs(Access.USERS_DELETE)
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .problems(Code.USER_NOT_FOUND, Code.CONFLICT)
                .to(this::delete);
        routes.post(ONE + "/password", "setPassword")
                .tag(TAG)
                .summary("Sets a password and ends the tokens given out before; who administers users may leave out "
                        + "the current one.")
                .needs(Access.SIGNED_IN)
                .query(QueryParam.DRY_RUN)
                .body(SetPassword.class)
                .answers(200, UserView.class)
                .problems(Code.USER_NOT_FOUND, Code.FORBIDDEN, Code.OVERLOADED)
                .to(this::setPassword);
    }

    private Answer list(Call call) {
        Paging paging = call.paging();
        List<User> all = users.list();
        int from = switch (paging.start()) {
            case Paging.First _ -> 0;
            case Paging.Offset offset -> Math.min(offset.count(), all.size());
            case Paging.After after -> (int) all.stream()
                    .takeWhile(user -> user.name().key().compareTo(after.position()) <= 0)
                    .count();
        };
        int to = Math.min(all.size(), from + paging.limit());
        String next = to < all.size() ? call.cursor(all.get(to - 1).name().key(), null) : null;
        Answer answer = Answer.ok(all.subList(from, to).stream().map(UserView::of).toList()).next(call, next);
        return next == null ? answer : answer.header("X-Next-Cursor", next);
    }

    private Answer create(Call call) {
        CreateUser body = call.body().json(CreateUser.class);
        List<String> roles = body.roles() == null ? List.of() : body.roles();
        if (Boolean.TRUE.equals(body.isAdmin()) && !roles.contains("admin"))
            roles = Stream.concat(roles.stream(), Stream.of("admin")).toList();
        NewUser wanted = new NewUser(body.username(), body.email() == null ? "" : body.email(), body.password(),
                !Boolean.FALSE.equals(body.isActive()), roles);
        User made = UserProblems.done(users.create(call.caller(), wanted, call.dryRun()));
        UserView view = UserView.of(made);
        return Answer.created(call.dryRun() ? view.withoutId() : view, "/users/" + made.name().value());
    }

    private Answer get(Call call) {
        Optional<UserName> name = UserName.parse(call.name("name"));
        boolean own = name.map(n -> n.key().equals(call.caller().user().key())).orElse(false);
        if (!own)
            call.require(Action.READ_USERS);
        return Answer.ok(UserView.of(name.flatMap(users::find).orElseThrow(UserProblems::notFound)));
    }

    private Answer edit(Call call) {
        EditUser body = call.body().json(EditUser.class);
        UserEdit edit = new UserEdit(Optional.ofNullable(body.email()), Optional.ofNullable(body.isActive()),
                Optional.ofNullable(body.isAdmin()), Optional.ofNullable(body.roles()),
                Optional.ofNullable(body.password()));
        return Answer.ok(UserView.of(UserProblems.done(users.edit(call.caller(), name(call), edit, call.dryRun()))));
    }

    private Answer delete(Call call) {
        UserProblems.done(users.delete(call.caller(), name(call), call.dryRun()));
        return Answer.noContent();
    }

    private Answer setPassword(Call call) {
        SetPassword body = call.body().json(SetPassword.class);
        return Answer.ok(UserView.of(UserProblems.done(users.setPassword(call.caller(), name(call),
                Optional.ofNullable(body.currentPassword()), body.newPassword(), call.remoteAddress(),
                call.dryRun()))));
    }

    /** The user that {@code {name}} names, existing or not. */
    static UserName name(Call call) {
        return UserName.parse(call.name("name")).orElseThrow(UserProblems::notFound);
    }
}
