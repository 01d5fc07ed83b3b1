package io.memgit.server.http;

import io.memgit.server.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** The members of a problem document, in the order in which they are written. */
final class ProblemBody {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemBody() {}

    static Map<String, Object> of(Problem problem, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", HttpStatus.getMessage(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", problem.code().name());
        body.put("error", problem.detail());
        body.put("details", problem.details());
        body.put("request_id", requestId);
        return body;
    }
}
