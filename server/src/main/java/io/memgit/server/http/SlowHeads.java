package io.memgit.server.http;

import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which the head of a request takes too long. The container itself minds only
 * pauses, and a client
 * that sends a byte from time to time makes none.
 */
final class SlowHeads extends AbstractLifeCycle implements Runnable {

    private static final int LOOKS = 4;
    private static final long LONGEST_PERIOD_MILLIS = 1_000;

    private final ServerConnector connector;
    private final Json json;
    private final long timeNanos;
    private final long periodMillis;
    /** When each unfinished head was first seen, by its connection. */
    private Map<EndPoint, Head> seen = new HashMap<>();
    private volatile boolean stopping;

    /** A head that was unfinished when it was looked at, and when it began according to the parser. */
    private record Head(long beganNanos, long seenNanos) {}

    /**
     * @param time
     *            how long a head may take
     */
    SlowHeads(ServerConnector connector, Json json, Duration time) {
        this.connector = connector;
        this.json = json;
        this.timeNanos = time.toNanos();
        this.periodMillis = Math.clamp(time.toMillis() / LOOKS, 1, LONGEST_PERIOD_MILLIS);
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        stopping = true;
    }

    /** Looks once at every connection; called by one thread at a time. */
    @Override
    public void run() {
        if (stopping)
            return;
        long now = System.nanoTime();
        Map<EndPoint, Head> unfinished = new HashMap<>();
        for (EndPoint end : connector.getConnectedEndPoints())
            look(end, now, unfinished);
        seen = unfinished;
        schedule();
    }

    // The parser belongs to another thread: only what is seen twice, and long enough apart, is acted
    // upon.
    private void look(EndPoint end, long now, Map<EndPoint, Head> unfinished) {
        if (!(end.getConnection() instanceof HttpConnection connection)
                || !connection.getParser().inHeaderState() || connection.getParser().isStart())
            return;
        long began = connection.getParser().getBeginNanoTime();
        Head before = seen.get(end);
        Head head = before != null && before.beganNanos() == began ? before : new Head(began, now);
        if (now - head.seenNanos() < timeNanos)
            unfinished.put(end, head);
        else
            end(end);
    }

    private void end(EndPoint end) {
        try {
            end.write(Callback.from(end::close, end::close), ByteBuffer.wrap(answer()));
        } catch (WritePendingException e) {
            // An answer is on its way to a client that does not take it.
            end.close(e);
        }
    }

    private byte[] answer() {
        Problem problem = Problem.of(Code.REQUEST_TIMEOUT, "the request did not arrive in time").status(408);
        String id = RequestIds.random();
        byte[] body = json.write(ProblemBody.of(problem, id));
        byte[] head = ("HTTP/1.1 408 Request Timeout\r\n" + RequestIds.HEADER + ": " + id + "\r\nContent-Type: "
                + ProblemBody.MEDIA_TYPE + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }

    private void schedule() {
        Scheduler.Task _ = connector.getScheduler().schedule(this, periodMillis, TimeUnit.MILLISECONDS);
    }
}
