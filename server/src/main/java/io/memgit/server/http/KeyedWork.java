package io.memgit.server.http;

import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.RequestKey;
import io.memgit.server.idempotency.Fingerprint;
import io.memgit.server.idempotency.Replays;
import io.memgit.server.idempotency.Scope;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Route;
import io.memgit.server.web.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.jspecify.annotations.Nullable;

/**
 * A POST that carries an idempotency key: its body is hashed while the handler reads it, and to its
 * end afterwards.
 */
final class KeyedWork implements Replays.Work {

    private final Route route;
    private final JettyCall call;
    private final Scope scope;
    private final Pipeline.Keys keys;
    private final MessageDigest digest;
    private @Nullable Fingerprint fingerprint;

    KeyedWork(Route route, JettyCall call, Scope scope, Pipeline.Keys keys) {
        this.route = route;
        this.call = call;
        this.scope = scope;
        this.keys = keys;
        this.digest = sha256();
        digest.update(call.query().raw().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        call.body().metered().hashInto(digest);
        call.body().keep();
    }

    /**
     * Where the key of this call counts.
     *
     * @throws ProblemException
     *             400 when it is no key
     */
    static Scope scope(JettyCall call, String key) {
        if (!Scope.isKey(key))
            throw Problem.of(Code.INVALID_REQUEST, "an idempotency key is 1 to 255 visible ASCII characters")
                    .with("header", "Idempotency-Key")
                    .asException();
        return new Scope(call.caller().user().key(), call.rawPath(), key);
    }

    @Override
    public Answer run() throws IOException {
        try {
            return route.handler().handle(call);
        } catch (ProblemException e) {
            return Answer.problem(e.problem());
        }
    }

    /** What the ledger is to know this call by. */
    RequestKey key() {
        try {
            return new RequestKey(scope.hash(), fingerprint().hex(), keys.kept().toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Receipt> receipt() {
        return route.repeat().isPresent() ? keys.receipts().apply(scope.hash()) : Optional.empty();
    }

    @Override
    public Answer again(Receipt receipt) throws IOException {
        try {
            return route.repeat().orElseThrow().again(call, receipt);
        } catch (MissingObjectException e) {
            throw Problem.of(Code.COMMIT_NOT_FOUND, "this was done before, and what it made is gone since")
                    .with("sequence", receipt.number().value())
                    .asException();
        }
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        if (fingerprint == null) {
            InputStream rest = call.body().rest();
            rest.transferTo(OutputStream.nullOutputStream());
            fingerprint = Fingerprint.of(digest.digest());
        }
        return fingerprint;
    }

    @Override
    public Duration timeLeft() {
        return call.timeLeft();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
