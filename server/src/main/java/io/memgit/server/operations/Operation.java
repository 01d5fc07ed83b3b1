package io.memgit.server.operations;

import io.memgit.server.operations.OperationBody.Failure;
import io.memgit.server.operations.OperationBody.State;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One operation. Written by the thread that does it, read by any. */
public final class Operation {

    private final String id;
    private final String kind;
    private final String owner;
    private volatile Progress progress = Progress.NONE;
    private volatile Optional<End> end = Optional.empty();
    private volatile boolean cancelled;

    private record End(long nanos, Optional<Failure> error, Optional<Map<String, Object>> result) {}

    Operation(String id, String kind, String owner) {
        this.id = id;
        this.kind = kind;
        this.owner = owner;
    }

    /** What names it. */
    public String id() {
        return id;
    }

    /** The user who started it, and alone may look at it. */
    String owner() {
        return owner;
    }

    /** Whether it is to stop as soon as it can. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Tells how far it is.
     *
     * @param total
     *            0 where it is not known
     */
    public void progress(String task, int done, int total) {
        progress = new Progress(task, done, total > 0 ? OptionalInt.of(total) : OptionalInt.empty());
    }

    /** It as it is now. */
    public OperationBody body() {
        Optional<End> now = end;
        if (now.isEmpty())
            return new OperationBody(id, kind, State.RUNNING, progress, Optional.empty(), Optional.empty());
        State state = now.get().error().isPresent() ? State.FAILED : State.SUCCEEDED;
        return new OperationBody(id, kind, state, progress, now.get().error(), now.get().result());
    }

    void succeed(Map<String, Object> result, long nanos) {
        end = Optional.of(new End(nanos, Optional.empty(), Optional.of(result)));
    }

    void fail(Failure failure, long nanos) {
        end = Optional.of(new End(nanos, Optional.of(failure), Optional.empty()));
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether it ended before {@code nanos}. */
    boolean endedBefore(long nanos) {
        Optional<End> now = end;
        return now.isPresent() && now.get().nanos() - nanos < 0;
    }
}
