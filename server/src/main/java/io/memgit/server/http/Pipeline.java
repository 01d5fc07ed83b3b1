package io.memgit.server.http;

import io.memgit.server.route.Route;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Query;
import java.io.IOException;

/**
 * What happens to a call after its route is found: the caller is checked, then the query, then the
 * handler runs.
 */
public final class Pipeline {

    Answer take(Route route, JettyCall call) throws IOException {
        refuseUnknownQuery(route, call);
        call.body().refuseTooLarge();
        Answer answer = route.handler().handle(call);
        return route.writes() && call.dryRun() ? DryRun.mark(answer) : answer;
    }

    private static void refuseUnknownQuery(Route route, JettyCall call) {
        for (String name : call.query().names()) {
            if (!route.understands(name))
                throw Query.refused(name, "is not known here");
        }
    }
}
