package io.memgit.server.route;

import io.memgit.server.problem.Code;
import io.memgit.server.web.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be called.
 *
 * @param method
 *            {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param path
 *            the path from the root, with {@code {name}} for a segment and {@code {name...}} for
 *            the rest
 * @param id
 *            the operation's name in the API document, unique
 * @param tag
 *            the chapter of the API document
 * @param summary
 *            one line for the API document
 * @param access
 *            what the caller needs
 * @param query
 *            the query parameters that are understood
 * @param body
 *            what the body may be
 * @param answers
 *            what is answered when it goes well, by status
 * @param problems
 *            the codes that this route adds to those which every route can answer
 * @param conditional
 *            whether {@code If-Match} counts
 * @param handler
 *            does it
 * @param repeat
 *            answers it again; where it is missing, answers to what has an idempotency key are kept
 *            by
 *            the process alone
 */
public record Route(String method, String path, String id, String tag, String summary, Access access,
        List<QueryParam> query, Optional<BodyRule> body, Map<Integer, AnswerRule> answers, List<Code> problems,
        boolean conditional, Handler handler, Optional<Repeat> repeat) {

    /**
     * What a request body may be.
     *
     * @param type
     *            the record that JSON is read into; {@code byte[]} for raw bytes
     * @param mediaTypes
     *            what is taken, for the API document; a handler checks it by reading the body
     * @param required
     *            whether an empty body is refused
     * @param streamed
     *            whether the limit of ordinary bodies does not hold, because the handler has one of its
     *            own
     */
    public record BodyRule(Class<?> type, List<String> mediaTypes, boolean required, boolean streamed) {
        public BodyRule {
            mediaTypes = List.copyOf(mediaTypes);
        }
    }

    /**
     * What a success looks like.
     *
     * @param type
     *            the record that is written as JSON; {@code byte[]} for raw bytes, {@code void} for no
     *            body
     * @param mediaTypes
     *            what it can be
     */
    public record AnswerRule(Class<?> type, List<String> mediaTypes) {
        public AnswerRule {
            mediaTypes = List.copyOf(mediaTypes);
        }
    }

    public Route {
        query = List.copyOf(query);
        answers = Map.copyOf(answers);
        problems = List.copyOf(problems);
    }

    /** Whether calling it can change something. */
    public boolean writes() {
        return !method.equals("GET");
    }

    /** Whether a call that goes well makes an event of a repository, which has a number. */
    public boolean isRepositoryWrite() {
        return understands("dry_run") && path.startsWith("/api/v1/repos");
    }

    /**
     * Whether an {@code Idempotency-Key} counts: on every POST of the API that is not about
     * credentials.
     */
    public boolean isReplayed() {
        return method.equals("POST") && path.startsWith("/api/") && !path.startsWith("/api/v1/auth/")
                && !isAlwaysDry();
    }

    /** Whether it is a dry run of another route, whatever {@code dry_run} says. */
    public boolean isAlwaysDry() {
        return path.endsWith("/preview") && understands("dry_run");
    }

    /** Whether the query parameter of this name is understood. */
    public boolean understands(String queryName) {
        for (QueryParam param : query) {
            if (param.name().equals(queryName))
                return true;
        }
        return false;
    }
}
