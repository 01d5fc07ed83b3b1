package io.memgit.server.http;

import io.memgit.auth.access.Action;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.limits.HttpLimits;
import io.memgit.server.idempotency.Replays;
import io.memgit.server.idempotency.Scope;
import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.route.Access;
import io.memgit.server.route.Route;
import io.memgit.server.security.Gate;
import io.memgit.server.security.LoopbackGuard;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Query;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happens to a call after its route is found: the caller is checked, then the query, then the
 * handler runs, once
 * for each idempotency key.
 */
public final class Pipeline {

    private final Gate gate;
    private final boolean asksNobody;
    private final Replays replays;
    private final Keys keys;
    private final Json json;

    /** What is known of keys, and how long it is kept. */
    record Keys(Function<String, Optional<Receipt>> receipts, Duration kept) {}

    /**
     * @param asksNobody
     *            whether authentication is switched off
     * @param receipts
     *            what the ledger knows of a key, by the hash of its scope
     */
    public Pipeline(Gate gate, boolean asksNobody, Json json, HttpLimits limits,
            Function<String, Optional<Receipt>> receipts) {
        this.gate = gate;
        this.keys = new Keys(receipts, limits.idempotencyTime());
        this.asksNobody = asksNobody;
        this.json = json;
        this.replays = new Replays(limits, this::keepable, System::nanoTime);
    }

    Answer take(Route route, JettyCall call) throws IOException {
        admit(route, call);
        refuseUnknownQuery(route, call);
        call.body().refuseTooLarge();
        refuseUnknownCondition(route, call);
        boolean dry = route.isAlwaysDry() || (route.writes() && call.dryRun());
        if (dry)
            return DryRun.of(route, call);
        Optional<String> key = route.isReplayed() ? call.header("Idempotency-Key") : Optional.empty();
        return key.isEmpty() ? route.handler().handle(call) : once(route, call, key.get());
    }

    private Answer once(Route route, JettyCall call, String key) throws IOException {
        Scope scope = KeyedWork.scope(call, key);
        KeyedWork work = new KeyedWork(route, call, scope, keys);
        if (route.repeat().isPresent())
            call.writesUnder(work);
        return replays.once(scope, work);
    }

    private void admit(Route route, JettyCall call) {
        if (asksNobody)
            LoopbackGuard.check(call.host(), call.baseUrl(), call.header("Origin").orElse(null));
        if (route.access() == Access.OPEN)
            return;
        call.identify(gate);
        Optional<Action> action = route.access().action();
        if (action.isPresent())
            gate.require(call.caller(), action.get(), action.get().needsRepository() ? call.repo() : null,
                    call.isGit());
    }

    private static void refuseUnknownQuery(Route route, JettyCall call) {
        for (String name : call.query().names()) {
            if (!route.understands(name))
                throw Query.refused(name, "is not known here");
        }
    }

    /** A condition that is not looked at must not pass for one that holds. */
    private static void refuseUnknownCondition(Route route, JettyCall call) {
        if (route.isRepositoryWrite() && !route.conditional() && call.header("If-Match").isPresent())
            throw Problem.of(Code.INVALID_REQUEST, "If-Match is not understood here; a batch has old in each item")
                    .with("header", "If-Match")
                    .asException();
    }

    /** The answer as it is kept for a replay: its body as bytes, without what is told only once. */
    private Answer keepable(Answer answer) {
        if (!(answer.content() instanceof Answer.Json told))
            return answer;
        byte[] bytes = json.write(told.replayed().orElse(told.value()));
        return new Answer(answer.status(), new Answer.Bytes("application/json", bytes), answer.headers());
    }
}
