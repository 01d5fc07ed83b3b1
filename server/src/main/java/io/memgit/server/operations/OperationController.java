package io.memgit.server.operations;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;

/** {@code /operations/{id}}. */
public final class OperationController implements Resource {

    private final Operations operations;

    public OperationController(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/operations/{id}", "getOperation")
                .tag("Operations")
                .summary("How far something is that was begun with Prefer: respond-async, for whoever began it.")
                .needs(Access.SIGNED_IN)
                .answers(200, OperationBody.class)
                .problems(Code.OPERATION_NOT_FOUND)
                .to(this::get);
    }

    private Answer get(Call call) {
        return Answer.ok(operations.find(call.name("id"), call.caller().user().value())
                .map(Operation::body)
                .orElseThrow(() -> Problem.of(Code.OPERATION_NOT_FOUND, "there is no such operation, or not any more")
                        .asException()));
    }
}
