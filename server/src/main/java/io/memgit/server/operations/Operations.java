package io.memgit.server.operations;

import io.memgit.server.operations.OperationBody.Failure;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to operations. What ended is kept for a while, and forgotten early only where room is
 * needed.
 */
public final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int ID_BYTES = 16;

    private final int capacity;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** In the order in which they were started. */
    private final Map<String, Operation> all = new LinkedHashMap<>();

    /** What an operation does. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it, and gives what the request would have been answered with.
         *
         * @throws ProblemException
         *             when it is refused
         */
        Map<String, Object> run(Operation operation) throws IOException;
    }

    /**
     * @param capacity
     *            how many operations are known at the most
     * @param nanoTime
     *            a clock like {@link System#nanoTime}
     */
    public Operations(int capacity, RandomGenerator random, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to do something.
     *
     * @param owner
     *            the user who may look at it
     * @throws ProblemException
     *             503 {@code OVERLOADED} when too many operations are running
     */
    public Operation start(String kind, String owner, Work work) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Operation operation = new Operation(HexFormat.of().formatHex(id), kind, owner);
        keep(operation);
        var _ = threads.submit(() -> run(operation, work));
        return operation;
    }

    /** The operation with this id, if this user started it. */
    public Optional<Operation> find(String id, String user) {
        synchronized (all) {
            forgetOld();
            return Optional.ofNullable(all.get(id)).filter(operation -> operation.owner().equals(user));
        }
    }

    private void keep(Operation operation) {
        synchronized (all) {
            forgetOld();
            if (all.size() >= capacity)
                all.values().stream().filter(o -> o.endedBefore(nanoTime.getAsLong())).findFirst().ifPresent(
                        oldest -> all.remove(oldest.id()));
            if (all.size() >= capacity)
                throw Problem.of(Code.OVERLOADED, "too many operations are running; try again later")
                        .with("outcome", "not_applied")
                        .header("Retry-After", "10")
                        .asException();
            all.put(operation.id(), operation);
        }
    }

    private void forgetOld() {
        long horizon = nanoTime.getAsLong() - KEPT.toNanos();
        all.values().removeIf(operation -> operation.endedBefore(horizon));
    }

    // Whatever goes wrong is told to whoever looks, since nobody waits for it.
    private void run(Operation operation, Work work) {
        try {
            operation.succeed(work.run(operation), nanoTime.getAsLong());
        } catch (ProblemException e) {
            operation.fail(new Failure(e.problem().code(), e.problem().detail()), nanoTime.getAsLong());
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("operation {} failed", operation.id(), e);
            operation.fail(new Failure(Code.INTERNAL_ERROR, "something went wrong here; the log has it"),
                    nanoTime.getAsLong());
        }
    }

    /** Asks all that run to stop; they end by themselves. */
    @Override
    public void close() {
        synchronized (all) {
            all.values().forEach(Operation::cancel);
        }
        threads.shutdown();
    }
}
