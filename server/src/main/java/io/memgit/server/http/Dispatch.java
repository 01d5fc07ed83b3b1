package io.memgit.server.http;

import io.memgit.core.file.DiskFullException;
import io.memgit.core.ledger.LedgerException;
import io.memgit.core.object.ObjectCollisionException;
import io.memgit.core.object.WalkLimitException;
import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Access;
import io.memgit.server.route.Route;
import io.memgit.server.route.RouteMatch;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.CursorSeal;
import io.memgit.server.web.Query;
import io.memgit.server.web.RequestPath;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jgit.util.sha1.Sha1CollisionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request through its steps: route, caller, query, handler, answer. */
final class Dispatch extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int NOT_IMPLEMENTED = 501;
    private static final long MAX_DRAINED_BYTES = 512L << 20;

    private final Routes routes;
    private final Steps steps;
    private final AnswerWriter writer;
    private final Json json;
    private final CursorSeal seal;
    private final HttpRules rules;
    private final BodyMemory memory;

    /** What happens to a routed call between the checks of HTTP and its handler. */
    @FunctionalInterface
    interface Steps {
        Answer take(Route route, JettyCall call) throws IOException;
    }

    Dispatch(Routes routes, Steps steps, Json json, CursorSeal seal, HttpRules rules) {
        this.routes = routes;
        this.steps = steps;
        this.writer = new AnswerWriter(json);
        this.json = json;
        this.seal = seal;
        this.rules = rules;
        this.memory = new BodyMemory(rules.limits().bodyMemory());
    }

    /** The path of the request line as it was sent; Jetty's own decoding is not used anywhere. */
    static String rawPath(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response);
        try {
            exchange.run();
            callback.succeeded();
        } catch (IOException e) {
            LOG.debug("request {} ended: {}", RequestIds.of(request), e.toString());
            callback.failed(e);
        } catch (RuntimeException | Error e) {
            LOG.error("request {} failed while it was answered", RequestIds.of(request), e);
            callback.failed(e);
        }
        return true;
    }

    /** One request on its way. */
    private final class Exchange {

        private final Request request;
        private final Response response;
        private Optional<RequestBody> body = Optional.empty();

        Exchange(Request request, Response response) {
            this.request = request;
            this.response = response;
        }

        void run() throws IOException {
            try {
                writer.send(answer(), request, response);
            } catch (IOException | RuntimeException | Error e) {
                if (response.isCommitted() || e instanceof IOException)
                    throw e;
                response.reset();
                writer.send(Answer.problem(describe(e)), request, response);
            } finally {
                body.ifPresent(RequestBody::release);
            }
            drain();
        }

        private Answer answer() {
            try {
                refuseUnknownCoding();
                RequestPath path = RequestPath.parse(rawPath(request));
                RouteMatch match = routes.match(path).orElseThrow(() -> noEndpoint());
                if (request.getMethod().equals("OPTIONS"))
                    return Answer.noContent().header("Allow", match.allow());
                return call(match);
            } catch (IOException | RuntimeException | Error e) {
                return Answer.problem(describe(e));
            }
        }

        /** What is not taken apart would be read as something else than was meant. */
        private void refuseUnknownCoding() {
            String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
            if (coding != null && !coding.strip().equalsIgnoreCase("chunked"))
                throw Problem.of(Code.INVALID_REQUEST, "the only transfer coding that is understood is chunked")
                        .status(NOT_IMPLEMENTED)
                        .with("header", "Transfer-Encoding")
                        .header("Connection", "close")
                        .asException();
        }

        private Answer call(RouteMatch match) throws IOException {
            RouteMatch.Bound bound = match.forMethod(request.getMethod()).orElseThrow(() -> wrongMethod(match));
            Route route = bound.route();
            Query query = Query.parse(Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""));
            RequestBody read = new RequestBody(request, json, rules, memory,
                    route.body().map(Route.BodyRule::streamed).orElse(false), route.access() != Access.OPEN);
            body = Optional.of(read);
            JettyCall call = new JettyCall(request, bound, match.values(), query, read, seal, rules);
            return steps.take(route, call);
        }

        private ProblemException noEndpoint() {
            return Problem.of(Code.ENDPOINT_NOT_FOUND, "there is nothing at this path; /openapi.json lists what is")
                    .asException();
        }

        private ProblemException wrongMethod(RouteMatch match) {
            return Problem
                    .of(Code.METHOD_NOT_ALLOWED, request.getMethod() + " is not possible here, but " + match.allow())
                    .header("Allow", match.allow())
                    .asException();
        }

        private Problem describe(Throwable failure) {
            if (failure instanceof ProblemException refused)
                return refused.problem();
            if (body.map(b -> b.metered().isBroken()).orElse(false))
                return Problem.of(Code.INVALID_REQUEST, "the body did not arrive whole");
            if (failure instanceof Sha1CollisionException || failure instanceof ObjectCollisionException)
                return Problem.of(Code.INVALID_CONTENT, "the content is one half of a SHA-1 collision");
            if (failure instanceof LedgerException outOfOrder) {
                LOG.warn("request {}: {}", RequestIds.of(request), outOfOrder.getMessage());
                return notWritten(outOfOrder);
            }
            if (failure instanceof DiskFullException || failure.getCause() instanceof DiskFullException) {
                LOG.warn("request {}: {}", RequestIds.of(request), failure.getMessage());
                return diskFull().with("outcome", "not_applied");
            }
            if (failure instanceof WalkLimitException tooFar)
                return Problem.of(Code.LIMIT_EXCEEDED, String.valueOf(tooFar.getMessage()))
                        .with("limit", tooFar.limit());
            LOG.error("request {} failed", RequestIds.of(request), failure);
            return Problem.of(Code.INTERNAL_ERROR, "something went wrong here; the log has it under the request id");
        }

        private static Problem notWritten(LedgerException failure) {
            boolean known = failure.fate() == LedgerException.Fate.NOT_APPLIED;
            Problem problem = known
                    ? notApplied(failure)
                    : Problem.of(Code.OVERLOADED,
                            "whether the write was made is not known; try again with the same idempotency key");
            return problem.with("outcome", known ? "not_applied" : "unknown").header("Retry-After", "1");
        }

        private static Problem notApplied(LedgerException failure) {
            return switch (failure.reason()) {
                case STORAGE_FULL -> diskFull();
                case OUT_OF_ORDER -> Problem.of(Code.NOT_READY, "writes are not taken at the moment; try again");
                case OVERLOADED -> Problem.of(Code.OVERLOADED, String.valueOf(failure.getMessage()));
            };
        }

        private static Problem diskFull() {
            return Problem.of(Code.STORAGE_FULL, "the disk is full; reads go on");
        }

        /**
         * Takes what the client still sends, up to a bound: closing on it would reset the connection and
         * could throw
         * away the answer before the client has read it.
         */
        private void drain() {
            boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
            if (waits || request.getLength() == 0)
                return;
            MeteredStream rest = body.map(RequestBody::metered)
                    .orElseGet(() -> new MeteredStream(Content.Source.asInputStream(request), memory.share()));
            rest.weigh(0);
            rest.limit(MAX_DRAINED_BYTES, rules.readTime());
            byte[] away = new byte[16 * 1024];
            try {
                int n = 0;
                while (n >= 0)
                    n = rest.read(away, 0, away.length);
            } catch (IOException | ProblemException e) {
                LOG.debug("request {}: the rest of its body is not taken", RequestIds.of(request));
            }
        }
    }
}
