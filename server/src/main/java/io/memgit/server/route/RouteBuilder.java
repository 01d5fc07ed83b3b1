package io.memgit.server.route;

import io.memgit.server.problem.Code;
import io.memgit.server.web.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what a route is; {@link #to} puts it into the table. */
public final class RouteBuilder {

    private static final String JSON = "application/json";

    private final Routes routes;
    private final String method;
    private final String path;
    private final String id;
    private String tag = "";
    private String summary = "";
    private @Nullable Access access;
    private final List<QueryParam> query = new ArrayList<>();
    private Route.@Nullable BodyRule body;
    private final Map<Integer, Route.AnswerRule> answers = new TreeMap<>();
    private final List<Code> problems = new ArrayList<>();
    private boolean conditional;
    private @Nullable Repeat repeat;

    RouteBuilder(Routes routes, String method, String path, String id) {
        this.routes = routes;
        this.method = method;
        this.path = path;
        this.id = id;
    }

    public RouteBuilder tag(String chapter) {
        tag = chapter;
        return this;
    }

    public RouteBuilder summary(String line) {
        summary = line;
        return this;
    }

    public RouteBuilder needs(Access needed) {
        access = needed;
        return this;
    }

    public RouteBuilder query(QueryParam... params) {
        query.addAll(List.of(params));
        return this;
    }

    /** Understands {@code limit}, {@code cursor} and {@code offset}. */
    public RouteBuilder paged() {
        return query(QueryParam.LIMIT, QueryParam.CURSOR, QueryParam.OFFSET);
    }

    /**
     * Reads a state of the repository: understands what says which one, such as {@code at}, and can
     * answer that it is not there.
     *
     * @param ref
     *            where the revision is not in the path, the parameter that names it
     */
    public RouteBuilder reads(QueryParam... ref) {
        problems(Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.HISTORY_EXPIRED,
                Code.WORKSPACE_NOT_FOUND);
        return query(ref).query(QueryParam.AT, QueryParam.WORKSPACE);
    }

    /** Takes a JSON object. */
    public RouteBuilder body(Class<?> type) {
        body = new Route.BodyRule(type, List.of(JSON), true, false);
        return this;
    }

    /** Takes a JSON object, or nothing. */
    public RouteBuilder optionalBody(Class<?> type) {
        body = new Route.BodyRule(type, List.of(JSON), false, false);
        return this;
    }

    /**
     * Takes JSON or one of several other forms; {@code streamed} lifts the limit of ordinary bodies.
     */
    public RouteBuilder body(Class<?> type, boolean streamed, String... mediaTypes) {
        body = new Route.BodyRule(type, List.of(mediaTypes), true, streamed);
        return this;
    }

    /** Answers a record as JSON. */
    public RouteBuilder answers(int status, Class<?> type) {
        return answers(status, type, type == void.class ? new String[0] : new String[]{JSON});
    }

    public RouteBuilder answers(int status, Class<?> type, String... mediaTypes) {
        answers.put(status, new Route.AnswerRule(type, List.of(mediaTypes)));
        return this;
    }

    public RouteBuilder problems(Code... codes) {
        problems.addAll(List.of(codes));
        return this;
    }

    /** Understands {@code If-Match}, which refuses with 412. */
    public RouteBuilder conditional() {
        conditional = true;
        return this;
    }

    /**
     * Is done once for each idempotency key, also across restarts: the handler submits the entry that
     * the request stands or falls with under {@link io.memgit.server.web.Call#requestKey}, and
     * {@code again} makes the answer out of what is kept of it.
     */
    public RouteBuilder repeated(Repeat again) {
        repeat = again;
        return this;
    }

    /**
     * Ends the declaration.
     *
     * @throws IllegalStateException
     *             when it does not say what the caller needs or what is answered, or is there already
     */
    public void to(Handler handler) {
        if (access == null || answers.isEmpty() || tag.isEmpty() || summary.isEmpty())
            throw new IllegalStateException(method + " " + path + " needs an access, a tag, a summary and an answer");
        routes.add(new Route(method, path, id, tag, summary, access, query, Optional.ofNullable(body), answers,
                problems, conditional, handler, Optional.ofNullable(repeat)));
    }
}
