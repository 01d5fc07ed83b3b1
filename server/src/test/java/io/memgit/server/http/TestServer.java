package io.memgit.server.http;

import io.memgit.auth.Accounts;
import io.memgit.auth.TokenSettings;
import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.MemoryLedger;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.HttpLimits;
import io.memgit.core.limits.Limits;
import io.memgit.server.accounts.KeyController;
import io.memgit.server.accounts.SessionController;
import io.memgit.server.json.Json;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.security.Gate;
import io.memgit.server.web.CursorSeal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The real HTTP stack on a free port with routes of a test, and the real accounts behind it. */
final class TestServer implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final Limits LIMITS = Limits.defaults();

    final Accounts accounts;
    final HttpServer http;
    final Routes routes = new Routes();

    private TestServer(Accounts accounts, HttpRules rules, boolean asksNobody, Resource... resources)
            throws IOException {
        this.accounts = accounts;
        for (Resource resource : resources)
            resource.addTo(routes);
        new SessionController(accounts).addTo(routes);
        new KeyController(accounts.keys()).addTo(routes);
        Json json = new Json(LIMITS.http().jsonDepth());
        Gate gate = new Gate(accounts.authenticator(), new AccessPolicy(), asksNobody
                ? Optional.of(() -> accounts.principal(Accounts.ADMIN).orElseThrow())
                : Optional.empty(), name -> true);
        http = new HttpServer(routes, new Pipeline(gate, asksNobody, json, rules.limits(), _ -> Optional.empty()), json,
                new CursorSeal(new byte[32]), rules);
        http.open();
        http.start();
    }

    static TestServer start(Resource... resources) throws IOException {
        return new TestServer(accounts(), rules(Duration.ofSeconds(5)), false, resources);
    }

    static TestServer impatient(Resource... resources) throws IOException {
        return new TestServer(accounts(), rules(Duration.ofMillis(300)), false, resources);
    }

    /** A server whose requests may take so much memory and time. */
    static TestServer bounded(ByteCount bodyMemory, Duration requestTime, Resource... resources) throws IOException {
        return new TestServer(accounts(), rules(Duration.ofSeconds(5), bodyMemory, requestTime), false, resources);
    }

    static TestServer askingNobody(Resource... resources) throws IOException {
        return new TestServer(accounts(), rules(Duration.ofSeconds(5)), true, resources);
    }

    private static HttpRules rules(Duration time) {
        return rules(time, LIMITS.http().bodyMemory(), LIMITS.http().requestTime());
    }

    private static HttpRules rules(Duration time, ByteCount bodyMemory, Duration requestTime) {
        HttpLimits d = LIMITS.http();
        HttpLimits limits = new HttpLimits(ByteCount.kilobytes(64), d.headerSize(), d.jsonDepth(), requestTime,
                bodyMemory,

                d.pageSize(), d.defaultPageSize(), d.longDefaultPageSize(), d.idempotencyKeys(), d.idempotencyBytes(),
                d.idempotencyTime());
        return new HttpRules("127.0.0.1", 0, time, time, LIMITS.push().time(), Duration.ofSeconds(10),
                Duration.ofSeconds(5), limits);
    }

    private static Accounts accounts() {
        SecureRandom random = new SecureRandom();
        AccountsState state = new AccountsState();
        Accounts accounts = new Accounts(state, new MemoryLedger(List.of(state)), TokenSettings.defaults(),
                JwtSecret.of("0123456789abcdef0123456789abcdef"), LIMITS.auth(), Clock.systemUTC(), random);
        accounts.bootstrap(new SecretFiles(Path.of("unused"), LIMITS.auth(), random), Optional.of(PASSWORD));
        return accounts;
    }

    int port() {
        return http.port();
    }

    /** The value of an Authorization header that is right, and quick to check. */
    String bearer() {
        return "Bearer " + switch (accounts.login("admin", PASSWORD, InetAddress.getLoopbackAddress())) {
            case io.memgit.auth.Login.LoggedIn in -> in.issued().token();
            case io.memgit.auth.Login.Rejected r -> throw new AssertionError(r);
            case io.memgit.auth.Login.Locked l -> throw new AssertionError(l);
            case io.memgit.auth.Login.Overloaded o -> throw new AssertionError(o);
        };
    }

    static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    RawClient client() throws IOException {
        return new RawClient(port());
    }

    @Override
    public void close() {
        http.stop();
        accounts.close();
    }
}
