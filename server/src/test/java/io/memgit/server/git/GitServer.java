package io.memgit.server.git;

import io.memgit.auth.Accounts;
import io.memgit.auth.TokenSettings;
import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.auth.state.AccountsState;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Storage;
import io.memgit.core.transport.ReceiveService;
import io.memgit.core.transport.UploadService;
import io.memgit.server.http.HttpRules;
import io.memgit.server.http.HttpServer;
import io.memgit.server.http.Pipeline;
import io.memgit.server.json.Json;
import io.memgit.server.route.Routes;
import io.memgit.server.security.Gate;
import io.memgit.server.web.CursorSeal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real HTTP stack, accounts and repositories, with the routes of Git, on a free port. */
final class GitServer implements AutoCloseable {

    static final String PASSWORD = "correct-horse-battery";

    private static final Actor ADMIN = new Actor("admin");

    private final Accounts accounts;
    private final Repositories repositories;
    private final HttpServer http;

    GitServer(Limits limits) throws IOException {
        SecureRandom random = new SecureRandom();
        AccountsState people = new AccountsState();
        Storage storage = Storage.inMemory(limits, _ -> null, List.of(people));
        accounts = new Accounts(people, storage.ledger(), TokenSettings.defaults(),
                JwtSecret.of("0123456789abcdef0123456789abcdef"), limits.auth(), Clock.systemUTC(), random);
        accounts.bootstrap(new SecretFiles(Path.of("unused"), limits.auth(), random), Optional.of(PASSWORD));
        repositories = new Repositories(storage, Clock.systemUTC(), random);
        Routes routes = new Routes();
        new GitController(repositories, new UploadService(limits.fetch()), new ReceiveService(repositories, limits))
                .addTo(routes);
        Json json = new Json(limits.http().jsonDepth());
        Gate gate = new Gate(accounts.authenticator(), new AccessPolicy(), Optional.empty(),
                name -> repositories.find(name).isPresent());
        Duration time = Duration.ofSeconds(30);
        HttpRules rules = new HttpRules("127.0.0.1", 0, time, time, time, time, Duration.ofSeconds(5), limits.http());
        http = new HttpServer(routes, new Pipeline(gate, false, json, rules.limits(), _ -> Optional.empty()), json,
                new CursorSeal(new byte[32]), rules);
        http.start();
    }

    @Override
    public void close() {
        http.stop();
        accounts.close();
    }

    int port() {
        return http.port();
    }

    MemoryRepository create(String name) {
        repositories.create(ADMIN, new RepoName(name), "", true, RefName.branch("main").orElseThrow()).join();
        return repositories.find(new RepoName(name)).orElseThrow();
    }

    void delete(MemoryRepository repository) {
        repositories.delete(ADMIN, repository).join();
    }

    /** The URL of what stands behind {@code /git/}, with the admin's name and password in it. */
    String url(String path) {
        return "http://admin:" + PASSWORD + "@127.0.0.1:" + port() + "/git/" + path;
    }

    /** The same without anybody's name. */
    String anonymousUrl(String path) {
        return "http://127.0.0.1:" + port() + "/git/" + path;
    }
}
