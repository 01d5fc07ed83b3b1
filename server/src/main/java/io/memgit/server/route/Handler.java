package io.memgit.server.route;

import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.io.IOException;

/** Does what one route is for. Runs on a virtual thread, so that it may block. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a call.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             for what is refused
     * @throws IOException
     *             when the client went away
     */
    Answer handle(Call call) throws IOException;
}
