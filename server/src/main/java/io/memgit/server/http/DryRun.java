package io.memgit.server.http;

import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Route;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.io.IOException;
import java.util.List;

/**
 * Runs a write dry: its answer, a refusal too, says so and has nothing that only a real one has.
 */
final class DryRun {

    private static final String HEADER = "X-Dry-Run";

    private DryRun() {}

    static Answer of(Route route, Call call) throws IOException {
        try {
            return mark(route.handler().handle(call));
        } catch (ProblemException e) {
            throw e.problem().header(HEADER, "true").asException();
        }
    }

    private static Answer mark(Answer answer) {
        List<Answer.Header> kept = answer.headers()
                .stream()
                .filter(h -> !h.name().equals("Location") && !h.name().equals("X-Sequence"))
                .toList();
        return new Answer(answer.status(), answer.content(), kept).header(HEADER, "true");
    }
}
