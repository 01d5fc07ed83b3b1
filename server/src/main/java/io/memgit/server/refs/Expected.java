package io.memgit.server.refs;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where a ref has to point for a write to be made: {@code expected_head}, {@code If-Match}, or
 * both.
 *
 * @param head
 *            the hash, zeros for "must not exist"; null when nothing is expected
 * @param byHeader
 *            whether {@code If-Match} said so, which makes a refusal a 412
 */
public record Expected(@Nullable ObjectId head, boolean byHeader) {

    private static final int PRECONDITION_FAILED = 412;

    /**
     * What the call and the {@code expected_head} of its body demand.
     *
     * @throws ProblemException
     *             400 when they demand different things
     */
    public static Expected of(Call call, @Nullable ObjectId inBody) {
        Optional<ObjectId> inHeader = call.ifMatch();
        if (inHeader.isEmpty())
            return new Expected(inBody, false);
        if (inBody != null && !inBody.equals(inHeader.get()))
            throw Problem.of(Code.INVALID_REQUEST, "expected_head and If-Match are different")
                    .with("field", "expected_head")
                    .with("header", "If-Match")
                    .asException();
        return new Expected(inHeader.get(), true);
    }

    /** The same for a call without a body, which may have {@code ?expected_head=}. */
    public static Expected ofQuery(Call call) {
        Optional<String> text = call.query().text("expected_head");
        if (text.isEmpty())
            return of(call, null);
        if (!ObjectId.isId(text.get()))
            throw Query.refused("expected_head", "is a hash of 40 hex digits");
        return of(call, ObjectId.fromString(text.get()));
    }

    /**
     * The problem that says it points elsewhere.
     *
     * @param name
     *            of the ref, as the client said it
     */
    public Problem moved(String name, ObjectId current) {
        boolean missing = current.equals(ObjectId.zeroId());
        Problem problem = Problem
                .of(Code.HEAD_MOVED, missing ? name + " does not exist" : name + " points to " + current.name())
                .with("name", name)
                .with("current_head", current.name());
        return byHeader ? problem.status(PRECONDITION_FAILED) : problem;
    }
}
