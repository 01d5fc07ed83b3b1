package io.memgit.server.idempotency;

import io.memgit.core.ledger.Receipt;
import io.memgit.core.ledger.RepeatedException;
import io.memgit.core.limits.HttpLimits;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that were given under idempotency keys, and the calls under way that will have one.
 * What
 * the ledger has a receipt of is answered out of that, and then kept here as well.
 *
 * <pre>
 * scope ─┬─ Running   a call is under way: its twins wait
 *        └─ Kept      it was answered: the same fingerprint gets the same answer, another one 422
 * </pre>
 */
public final class Replays {

    private static final long BYTES_PER_ENTRY = 512;
    private static final String REPLAYED = "Idempotency-Replayed";

    private final int maxCount;
    private final long maxBytes;
    private final long maxAgeNanos;
    private final Function<Answer, Answer> rendering;
    private final LongSupplier nanoTime;
    private final Map<Scope, CountDownLatch> running = new LinkedHashMap<>();
    /** In the order in which they were given, so that the oldest is first. */
    private final LinkedHashMap<Scope, Kept> kept = new LinkedHashMap<>();
    private long keptBytes;

    /** One call under a key, as the pipeline does it. */
    public interface Work {

        /** Does it. */
        Answer run() throws IOException;

        /**
         * Reads the body to its end and says what was asked; may be called after {@link #run} or instead of
         * it.
         */
        Fingerprint fingerprint() throws IOException;

        /** What came of it when it was done before, as far as the ledger knows. */
        Optional<Receipt> receipt();

        /** Makes the answer out of what came of it when it was done before. */
        Answer again(Receipt receipt) throws IOException;

        /** How long this call may wait for its twin. */
        Duration timeLeft();
    }

    /**
     * @param rendering
     *            turns an answer into one that can be kept: its body as bytes and without secrets
     * @param nanoTime
     *            a clock like {@link System#nanoTime}
     */
    public Replays(HttpLimits limits, Function<Answer, Answer> rendering, LongSupplier nanoTime) {
        this.maxCount = limits.idempotencyKeys();
        this.maxBytes = limits.idempotencyBytes().bytes();
        this.maxAgeNanos = limits.idempotencyTime().toNanos();
        this.rendering = rendering;
        this.nanoTime = nanoTime;
    }

    /**
     * Does the work, or gives the answer that the same work had.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             422 {@code IDEMPOTENCY_MISMATCH} when something else was asked under the key; 504
     *             when a twin does
     *             not end in time; whatever the work throws
     */
    public Answer once(Scope scope, Work work) throws IOException {
        while (true) {
            CountDownLatch mine = new CountDownLatch(1);
            Kept known;
            @Nullable
            CountDownLatch twin;
            synchronized (this) {
                known = find(scope);
                twin = known == null ? running.putIfAbsent(scope, mine) : null;
            }
            if (known != null)
                return replay(known, work);
            if (twin == null)
                return alone(scope, mine, work);
            await(twin, work.timeLeft());
        }
    }

    /** How many answers are kept. */
    public synchronized int count() {
        return kept.size();
    }

    private Answer alone(Scope scope, CountDownLatch mine, Work work) throws IOException {
        try {
            Optional<Receipt> before = work.receipt();
            return before.isPresent() ? again(scope, before.get(), work) : first(scope, work);
        } finally {
            synchronized (this) {
                running.remove(scope, mine);
            }
            mine.countDown();
        }
    }

    private Answer first(Scope scope, Work work) throws IOException {
        Answer answer;
        try {
            answer = work.run();
        } catch (RepeatedException e) {
            return again(scope, e.receipt(), work);
        }
        if (!isSuccess(answer)) {
            // One whose fate was not known may have been done meanwhile, and be what stands in the way.
            Optional<Receipt> before = work.receipt();
            if (before.isPresent())
                return again(scope, before.get(), work);
        }
        return keep(scope, answer, work);
    }

    private Answer again(Scope scope, Receipt receipt, Work work) throws IOException {
        Answer answer;
        try {
            answer = work.again(receipt);
        } catch (IOException | RuntimeException e) {
            // Another body may be one that the answer cannot be made from.
            requireSame(receipt, work);
            throw e;
        }
        requireSame(receipt, work);
        return keep(scope, answer, work).header(REPLAYED, "true");
    }

    private static void requireSame(Receipt receipt, Work work) throws IOException {
        if (!receipt.fingerprint().equals(work.fingerprint().hex()))
            throw mismatch();
    }

    private Answer keep(Scope scope, Answer answer, Work work) throws IOException {
        if (!isKept(answer))
            return answer;
        Answer rendered = rendering.apply(answer);
        long bytes = BYTES_PER_ENTRY + scope.path().length() + scope.key().length() + size(rendered);
        keep(scope, new Kept(work.fingerprint(), rendered, bytes, nanoTime.getAsLong()));
        return tellsASecret(answer) ? answer : rendered;
    }

    private static Answer replay(Kept known, Work work) throws IOException {
        if (!known.fingerprint().equals(work.fingerprint()))
            throw mismatch();
        return known.answer().header(REPLAYED, "true");
    }

    private static ProblemException mismatch() {
        return Problem
                .of(Code.IDEMPOTENCY_MISMATCH,
                        "this idempotency key was used for another request; choose a new one for a new request")
                .with("header", "Idempotency-Key")
                .asException();
    }

    private static void await(CountDownLatch twin, Duration time) {
        try {
            if (twin.await(time.toNanos(), TimeUnit.NANOSECONDS))
                return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(Code.REQUEST_TIMEOUT, "the first call under this idempotency key has not ended in time")
                .with("outcome", "unknown")
                .asException();
    }

    /** 2xx, 409 and 422 are final; anything else may go better the next time. */
    private static boolean isKept(Answer answer) {
        int status = answer.status();
        return (isSuccess(answer) || status == 409 || status == 422) && !(answer.content() instanceof Answer.Streamed);
    }

    private static boolean isSuccess(Answer answer) {
        return answer.status() / 100 == 2;
    }

    private synchronized @Nullable Kept find(Scope scope) {
        forgetOld();
        return kept.get(scope);
    }

    private synchronized void keep(Scope scope, Kept answer) {
        kept.put(scope, answer);
        keptBytes += answer.bytes();
        Iterator<Kept> oldest = kept.values().iterator();
        while ((kept.size() > maxCount || keptBytes > maxBytes) && oldest.hasNext()) {
            keptBytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            Kept next = oldest.next();
            if (now - next.nanos() < maxAgeNanos)
                return;
            keptBytes -= next.bytes();
            oldest.remove();
        }
    }

    private static boolean tellsASecret(Answer answer) {
        return answer.content() instanceof Answer.Json json && json.replayed().isPresent();
    }

    private static long size(Answer answer) {
        return switch (answer.content()) {
            case Answer.Bytes b -> b.bytes().length;
            case Answer.Refusal r -> BYTES_PER_ENTRY + r.problem().detail().length();
            case Answer.Nothing n -> 0;
            case Answer.Json j -> BYTES_PER_ENTRY;
            case Answer.Streamed s -> 0;
        };
    }
}
