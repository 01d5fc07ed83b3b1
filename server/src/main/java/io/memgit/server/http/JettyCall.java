package io.memgit.server.http;

import io.memgit.auth.access.Action;
import io.memgit.auth.access.Principal;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.name.RepoName;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.RouteMatch;
import io.memgit.server.security.Gate;
import io.memgit.server.security.Refusals;
import io.memgit.server.web.BodyPage;
import io.memgit.server.web.Call;
import io.memgit.server.web.CursorSeal;
import io.memgit.server.web.Field;
import io.memgit.server.web.Paging;
import io.memgit.server.web.Query;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A call as Jetty received it. */
final class JettyCall implements Call {

    private static final Set<String> PAGING = Set.of("limit", "cursor", "offset");
    private static final int MAX_OFFSET = 100_000_000;

    private final Request request;
    private final RouteMatch.Bound bound;
    private final List<String> values;
    private final Query query;
    private final RequestBody body;
    private final CursorSeal seal;
    private final HttpRules rules;
    private @Nullable RepoName repo;
    private @Nullable Principal caller;
    private @Nullable Gate gate;
    private @Nullable KeyedWork keyed;

    JettyCall(Request request, RouteMatch.Bound bound, List<String> values, Query query, RequestBody body,
            CursorSeal seal, HttpRules rules) {
        this.request = request;
        this.bound = bound;
        this.values = values;
        this.query = query;
        this.body = body;
        this.seal = seal;
        this.rules = rules;
    }

    @Override
    public String requestId() {
        return RequestIds.of(request);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return Dispatch.rawPath(request);
    }

    @Override
    public String name(String name) {
        int index = bound.names().indexOf(name);
        if (index < 0)
            throw new IllegalArgumentException("route " + bound.route().path() + " has no {" + name + "}");
        return values.get(index);
    }

    @Override
    public RepoName repo() {
        if (repo == null)
            repo = RepoName.parse(name("repo"))
                    .orElseThrow(() -> Refusals.noRepository().asException());
        return repo;
    }

    @Override
    public Query query() {
        return query;
    }

    @Override
    public RequestBody body() {
        return body;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public boolean dryRun() {
        return query.flag("dry_run");
    }

    @Override
    public Optional<ObjectId> ifMatch() {
        Optional<String> header = header("If-Match");
        if (header.isEmpty())
            return Optional.empty();
        String tag = header.get().strip();
        if (tag.length() != 42 || tag.charAt(0) != '"' || tag.charAt(41) != '"' || !ObjectId.isId(tag.substring(1, 41)))
            throw Problem.of(Code.INVALID_REQUEST, "If-Match takes one hash of 40 hex digits in quotes")
                    .with("header", "If-Match")
                    .asException();
        return Optional.of(ObjectId.fromString(tag.substring(1, 41)));
    }

    @Override
    public Paging paging() {
        return paging(rules.limits().defaultPageSize());
    }

    @Override
    public Paging longPaging() {
        return paging(rules.limits().longDefaultPageSize());
    }

    private Paging paging(int defaultLimit) {
        int limit = query.number("limit", defaultLimit, 1, rules.limits().pageSize());
        Optional<String> cursor = query.text("cursor");
        boolean skips = query.text("offset").isPresent();
        if (cursor.isPresent() && skips)
            throw Query.refused("offset", "is not given together with cursor");
        if (cursor.isPresent())
            return new Paging(limit, seal.open(binding(), cursor.get()));
        int offset = query.number("offset", 0, 0, MAX_OFFSET);
        return new Paging(limit, offset == 0 ? new Paging.First() : new Paging.Offset(offset));
    }

    @Override
    public String cursor(String position, @Nullable String pin) {
        return seal.seal(binding(), position, pin);
    }

    @Override
    public Paging paging(BodyPage page) {
        int limit = page.limit() == null ? rules.limits().defaultPageSize() : page.limit();
        if (limit < 1 || limit > rules.limits().pageSize())
            throw Field.refused("limit", "is a whole number from 1 to " + rules.limits().pageSize());
        int offset = page.offset() == null ? 0 : page.offset();
        if (offset < 0 || offset > MAX_OFFSET)
            throw Field.refused("offset", "is a whole number from 0 to " + MAX_OFFSET);
        if (page.cursor() != null && page.offset() != null)
            throw Field.refused("offset", "is not given together with cursor");
        if (page.cursor() != null)
            return new Paging(limit, seal.open(binding(page), page.cursor()));
        return new Paging(limit, offset == 0 ? new Paging.First() : new Paging.Offset(offset));
    }

    @Override
    public String cursor(BodyPage page, String position, @Nullable String pin) {
        return seal.seal(binding(page), position, pin);
    }

    private String binding(BodyPage page) {
        return binding() + "\0\0" + page.identity();
    }

    /**
     * Everything that decides what the list is: the route, its names, and the query without the paging.
     */
    private String binding() {
        List<String> parts = new ArrayList<>();
        parts.add(bound.route().id());
        parts.addAll(values);
        for (String name : new TreeSet<>(query.names())) {
            if (PAGING.contains(name))
                continue;
            parts.add(name);
            parts.addAll(query.texts(name));
        }
        return String.join("\0", parts);
    }

    @Override
    public String baseUrl() {
        StringBuilder url = new StringBuilder(request.isSecure() ? "https://" : "http://");
        url.append(Request.getServerName(request));
        int port = Request.getServerPort(request);
        return port == (request.isSecure() ? 443 : 80) ? url.toString() : url.append(':').append(port).toString();
    }

    @Override
    public InetAddress remoteAddress() {
        SocketAddress address = request.getConnectionMetaData().getRemoteSocketAddress();
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public Optional<RequestKey> requestKey() {
        return keyed == null ? Optional.empty() : Optional.of(keyed.key());
    }

    /** From now on, what is written for this call is written under the key of that work. */
    void writesUnder(KeyedWork work) {
        keyed = work;
    }

    @Override
    public Principal caller() {
        if (caller == null)
            throw new IllegalStateException("route " + bound.route().path() + " asks for no credentials");
        return caller;
    }

    @Override
    public void require(Action action) {
        gate().require(caller(), action, null, isGit());
    }

    @Override
    public void require(Action action, RepoName name) {
        gate().require(caller(), action, name, isGit());
    }

    private Gate gate() {
        if (gate == null)
            throw new IllegalStateException("route " + bound.route().path() + " asks for no credentials");
        return gate;
    }

    /** Finds out who calls; everything after it may rely on that. */
    void identify(Gate by) {
        gate = by;
        caller = by.identify(single("Authorization"), single("X-API-Key"), remoteAddress(), isGit());
    }

    /**
     * The only value of a header; two could be read differently by whoever stands before this server.
     */
    private @Nullable String single(String name) {
        List<HttpField> fields = request.getHeaders().getFields(name);
        if (fields.size() > 1)
            throw Problem.of(Code.INVALID_REQUEST, "the header " + name + " is given " + fields.size() + " times")
                    .with("header", name)
                    .asException();
        return fields.isEmpty() ? null : fields.getFirst().getValue();
    }

    /** Whether this is one of the routes that Git itself calls. */
    boolean isGit() {
        return bound.route().path().startsWith("/git/");
    }

    /** The name in the request's {@code Host}. */
    String host() {
        return Request.getServerName(request);
    }

    @Override
    public Duration timeLeft() {
        long spent = System.nanoTime() - request.getHeadersNanoTime();
        long left = body.time().toNanos() - spent;
        return Duration.ofNanos(Math.max(0, left));
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(timeLeft().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unknownOutcome();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknownOutcome();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause)
                throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ProblemException unknownOutcome() {
        return Problem.of(Code.REQUEST_TIMEOUT, "the request took too long; whether it was done is not known")
                .with("outcome", "unknown")
                .asException();
    }
}
