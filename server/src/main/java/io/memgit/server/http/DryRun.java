package io.memgit.server.http;

import io.memgit.server.web.Answer;
import java.util.List;

/** Takes from the answer of a dry run what only a real one has. */
final class DryRun {

    private DryRun() {}

    static Answer mark(Answer answer) {
        List<Answer.Header> kept = answer.headers()
                .stream()
                .filter(h -> !h.name().equals("Location") && !h.name().equals("X-Sequence"))
                .toList();
        return new Answer(answer.status(), answer.content(), kept).header("X-Dry-Run", "true");
    }
}
