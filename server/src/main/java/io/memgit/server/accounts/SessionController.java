package io.memgit.server.accounts;

import io.memgit.auth.Accounts;
import io.memgit.auth.Credentials;
import io.memgit.auth.IssuedToken;
import io.memgit.auth.Login;
import io.memgit.auth.access.Principal;
import io.memgit.auth.state.User;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.security.Refusals;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.time.Instant;
import java.util.Optional;

/** Signing in and out. */
public final class SessionController implements Resource {

    private static final String TAG = "Accounts";

    private final Accounts accounts;

    public SessionController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What signing in takes. */
    public record LoginBody(String username, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "LoginBody[" + username + "]";
        }
    }

    /** A token and whom it stands for. */
    public record Session(String token, Instant expiresAt, UserView user) {

        static Session of(IssuedToken issued) {
            return new Session(issued.token(), issued.expires(), UserView.of(issued.user()));
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Session[" + user.username() + "]";
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.post("/api/v1/auth/login", "login")
                .tag(TAG)
                .summary("Sign in with name and password; the token goes into Authorization: Bearer.")
                .needs(Access.OPEN)
                .body(LoginBody.class)
                .answers(200, Session.class)
                .problems(Code.INVALID_CREDENTIALS, Code.RATE_LIMITED, Code.OVERLOADED)
                .to(this::login);
        routes.post("/api/v1/auth/refresh", "refreshToken")
                .tag(TAG)
                .summary("Get a new token for the one that is sent, which ends.")
                .needs(Access.SIGNED_IN)
                .answers(200, Session.class)
                .to(this::refresh);
        routes.post("/api/v1/auth/logout", "logout")
                .tag(TAG)
                .summary("End the token that is sent.")
                .needs(Access.SIGNED_IN)
                .answers(204, void.class)
                .to(this::logout);
        whoami(routes, "/api/v1/auth/whoami", "whoAmI");
        whoami(routes, "/api/v1/auth/me", "me");
    }

    private void whoami(Routes routes, String path, String id) {
        routes.get(path, id)
                .tag(TAG)
                .summary("Whose credentials these are, and what they may do.")
                .needs(Access.OWN_ACCOUNT)
                .answers(200, UserView.class)
                .to(this::whoami);
    }

    private Answer login(Call call) {
        LoginBody body = call.body().json(LoginBody.class);
        return switch (accounts.login(body.username(), body.password(), call.remoteAddress())) {
            case Login.LoggedIn in -> Answer.ok(Session.of(in.issued())).noStore();
            case Login.Rejected no -> Answer.problem(Problem
                    .of(Code.INVALID_CREDENTIALS, "user name or password is wrong")
                    .header("WWW-Authenticate", "Bearer realm=\"memgit\""));
            case Login.Locked locked -> Answer.problem(Refusals.locked(locked.retryAfter()));
            case Login.Overloaded busy -> Answer.problem(Refusals.overloaded());
        };
    }

    private Answer refresh(Call call) {
        IssuedToken issued = accounts.refresh(token(call)).orElseThrow(SessionController::noToken);
        return Answer.ok(Session.of(issued)).noStore();
    }

    private Answer logout(Call call) {
        if (!accounts.logout(token(call)))
            throw noToken();
        return Answer.noContent();
    }

    private Answer whoami(Call call) {
        Principal principal = call.caller();
        User user = accounts.user(principal.user()).orElseThrow(SessionController::noToken);
        return Answer.ok(UserView.of(user, principal));
    }

    private static String token(Call call) {
        Optional<String> apiKey = call.header("X-API-Key");
        return switch (Credentials.of(call.header("Authorization").orElse(null), apiKey.orElse(null))) {
            case Credentials.Bearer bearer -> bearer.secret();
            case Credentials.Basic basic -> basic.secret();
            case Credentials.ApiKeyHeader key -> throw noToken();
            case Credentials.None none -> throw noToken();
            case Credentials.Unreadable unreadable -> throw noToken();
        };
    }

    private static RuntimeException noToken() {
        return Problem
                .of(Code.INVALID_CREDENTIALS, "this takes the token that login gave out, and not a key or password")
                .header("WWW-Authenticate", "Bearer realm=\"memgit\"")
                .asException();
    }
}
