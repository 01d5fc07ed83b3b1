package io.memgit.server.http;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.name.RepoName;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Routes that tell what arrived, for the tests of everything around a handler. */
final class EchoRoutes implements Resource {

    static final byte[] RAW = "0123456789".getBytes(StandardCharsets.UTF_8);

    final AtomicInteger made = new AtomicInteger();
    final AtomicBoolean waiting = new AtomicBoolean();
    final CompletableFuture<Void> gate = new CompletableFuture<>();

    record Note(String text, @Nullable Boolean loud) {}

    record Pair(String from, String to) {}

    record Named(RepoName repo, String name) {}

    record Numbers(List<Integer> numbers, int count, @Nullable String nextCursor) {}

    @Override
    public void addTo(Routes routes) {
        route(routes.get("/api/v1/repos/{repo}", "repo"), Access.REPO_READ).to(EchoRoutes::names);
        route(routes.get("/api/v1/repos/{repo}/tree/{path...}", "tree"), Access.REPO_READ).query(QueryParam.REF)
                .to(c -> Answer.ok(Map.of("repo", c.repo(), "path", c.name("path"))));
        route(routes.get("/api/v1/repos/{repo}/diff/{from}/{to}", "diff"), Access.REPO_READ)
                .to(c -> Answer.ok(new Pair(c.name("from"), c.name("to"))));
        route(routes.get("/api/v1/repos/{repo}/diff/file/{path...}", "fileDiff"), Access.REPO_READ)
                .to(c -> Answer.ok(Map.of("file", c.name("path"))));
        route(routes.delete("/api/v1/repos/{repo}", "drop"), Access.REPO_DELETE).query(QueryParam.DRY_RUN)
                .to(c -> Answer.noContent().sequence(7));
        route(routes.get("/git/{path...}", "git"), Access.SIGNED_IN).to(c -> Answer.ok(Map.of("path", c.name("path"))));
        route(routes.post("/git/{path...}", "gitPost"), Access.SIGNED_IN).body(byte[].class, true, "application/x-git")
                .to(c -> Answer.ok(Map.of("bytes", count(c))));
        route(routes.get("/open/raw", "raw"), Access.OPEN).to(c -> Answer.bytes("text/plain", RAW).etag("abc"));
        route(routes.get("/open/stream", "stream"), Access.OPEN).to(c -> Answer.streamed("text/plain", out -> {
            for (int i = 0; i < 100_000; i++)
                out.write('x');
        }));
        route(routes.get("/open/numbers", "numbers"), Access.OPEN).paged().query(QueryParam.text("like", "A filter."))
                .to(EchoRoutes::numbers);
        route(routes.get("/open/bug", "bug"), Access.OPEN).to(c -> {
            throw new IllegalStateException("a secret in a message");
        });
        writes(routes);
    }

    private void writes(Routes routes) {
        route(routes.post("/open/note", "note"), Access.OPEN).body(Note.class)
                .to(c -> Answer.ok(Map.of("text", c.body().json(Note.class).text())));
        route(routes.post("/open/maybe", "maybe"), Access.OPEN).optionalBody(Note.class)
                .to(c -> Answer.ok(Map.of("given", c.body().optionalJson(Note.class).isPresent())));
        route(routes.post("/open/unread", "unread"), Access.OPEN).to(c -> Answer.noContent());
        route(routes.post("/open/lines", "lines"), Access.OPEN).body(byte[].class, true, "application/x-ndjson")
                .to(EchoRoutes::lines);
        route(routes.post("/api/v1/notes", "makeNote"), Access.SIGNED_IN).body(Note.class).query(QueryParam.DRY_RUN)
                .to(this::make);
    }

    private static RouteBuilder route(RouteBuilder route, Access access) {
        return route.tag("Test").summary("A test.").needs(access).answers(200, Map.class);
    }

    private static Answer names(Call call) {
        return Answer.ok(new Named(call.repo(), call.name("repo")));
    }

    private static int count(Call call) throws IOException {
        return call.body().stream().readAllBytes().length;
    }

    private static Answer lines(Call call) {
        var lines = call.body().jsonLines(ByteCount.megabytes(1));
        int count = 0;
        Optional<Note> note = lines.next(Note.class);
        while (note.isPresent()) {
            count++;
            note = lines.next(Note.class);
        }
        return Answer.ok(Map.of("lines", count, "seconds_left", call.timeLeft().toSeconds()));
    }

    private static Answer numbers(Call call) {
        Paging paging = call.paging();
        int from = switch (paging.start()) {
            case Paging.First first -> 0;
            case Paging.Offset offset -> offset.count();
            case Paging.After after -> Integer.parseInt(after.position()) + 1;
        };
        int to = Math.min(250, from + paging.limit());
        String next = to < 250 ? call.cursor(Integer.toString(to - 1), "pinned") : null;
        return Answer.ok(new Numbers(IntStream.range(from, to).boxed().toList(), to - from, next)).next(call, next);
    }

    private Answer make(Call call) {
        Note note = call.body().json(Note.class);
        if (note.text().equals("wait")) {
            waiting.set(true);
            call.await(gate);
        }
        if (note.text().equals("conflict"))
            throw Problem.of(Code.CONFLICT, "no").with("try", made.incrementAndGet()).asException();
        if (note.text().equals("forbidden"))
            throw Problem.of(Code.FORBIDDEN, "no").with("try", made.incrementAndGet()).asException();
        int number = call.dryRun() ? 0 : made.incrementAndGet();
        return Answer.once(201, Map.of("number", number, "secret", "s3cret"), Map.of("number", number))
                .header("Location", "/api/v1/notes/" + number)
                .sequence(number);
    }
}
