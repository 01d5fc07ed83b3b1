package io.memgit.server.web;

import io.memgit.auth.access.Action;
import io.memgit.auth.access.Principal;
import io.memgit.core.ledger.RequestKey;
import io.memgit.core.name.RepoName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** One request that was routed, authenticated and allowed, as its controller sees it. */
public interface Call {

    /** The id that is on the answer as {@code X-Request-Id}. */
    String requestId();

    /**
     * {@code GET}, {@code POST}, … as sent; a HEAD is handled by the GET route and reads as
     * {@code HEAD} here.
     */
    String method();

    /** The path as it was sent, still encoded. */
    String rawPath();

    /**
     * The value of {@code {name}} or {@code {name...}} in the route, decoded; slashes of the latter are
     * joined.
     */
    String name(String name);

    /** The repository that {@code {repo}} names. Only for routes that have one. */
    RepoName repo();

    Query query();

    Body body();

    /** The value of a request header; the first when it is repeated. */
    Optional<String> header(String name);

    /** Whether {@code ?dry_run=true} was given; only routes that write understand it. */
    boolean dryRun();

    /**
     * The one hash in {@code If-Match: "<hash>"}.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             400 for anything but one quoted hash of 40 digits
     */
    Optional<ObjectId> ifMatch();

    /**
     * The page that {@code limit}, {@code cursor} and {@code offset} ask for, of the usual size when
     * none is.
     */
    Paging paging();

    /** The same for repositories, branches and tags, whose usual pages are longer. */
    Paging longPaging();

    /**
     * A cursor that continues after {@code position}. It is sealed and bound to this route, its names
     * and its query
     * (without the paging parameters): anywhere else it is 400 {@code INVALID_CURSOR}.
     *
     * @param pin
     *            what all further pages are to be read from, such as a commit's hash; null when nothing
     *            is pinned
     */
    String cursor(String position, @Nullable String pin);

    /** The page that the fields of a body ask for, as {@link #paging}. */
    Paging paging(BodyPage page);

    /** A cursor as {@link #cursor(String, String)}, bound to the body as well. */
    String cursor(BodyPage page, String position, @Nullable String pin);

    /** {@code http://host:port} as the client addressed this server; for links that leave it. */
    String baseUrl();

    /** The client's network address. */
    InetAddress remoteAddress();

    /**
     * The key under which this request is to be done once; empty when it has none. Asked for when the
     * handler has read the body: what is left of it is read to its end.
     */
    Optional<RequestKey> requestKey();

    /**
     * Who calls.
     *
     * @throws IllegalStateException
     *             on a route that is open to everybody
     */
    Principal caller();

    /**
     * Sees to it that the caller may do something with a repository that {@code {repo}} does not name.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             403, or 404 {@code REPO_NOT_FOUND} as for a repository that is not there
     */
    void require(Action action, RepoName repo);

    /**
     * Sees to it that the caller may do something that is about no repository.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             403
     */
    void require(Action action);

    /** What is left of the time a request may take; never negative. */
    Duration timeLeft();

    /**
     * Waits for {@code future} within the time left.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             504 {@code REQUEST_TIMEOUT} with {@code details.outcome: unknown}
     */
    <T> T await(CompletableFuture<T> future);
}
