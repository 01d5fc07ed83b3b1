package io.memgit.server.http;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A request body that counts its bytes, minds the clock, and can hash what passes. */
final class MeteredStream extends FilterInputStream {

    private final BodyMemory.Share memory;
    private long limit = -1;
    private int weight;
    private long unsettled;
    private long deadlineNanos = Long.MAX_VALUE;
    private long count;
    private boolean ended;
    private boolean broken;
    private @Nullable MessageDigest digest;

    /**
     * @param memory
     *            what is taken for bytes that are kept
     */
    MeteredStream(InputStream in, BodyMemory.Share memory) {
        super(in);
        this.memory = memory;
    }

    /**
     * @param bytes
     *            the most bytes there may be, negative for any number
     * @param time
     *            how long it may take from now on; null for ever
     */
    void limit(long bytes, @Nullable Duration time) {
        limit = bytes;
        deadlineNanos = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
    }

    /** From now on, each byte takes so much memory; 0 where it only passes. */
    void weigh(int perByte) {
        weight = perByte;
    }

    /** What was read since the last time takes less from now on. */
    void settle(int perByte) {
        memory.giveBack(unsettled * (weight - perByte));
        unsettled = 0;
    }

    /** From now on, what is read is hashed as well. */
    void hashInto(MessageDigest into) {
        digest = into;
    }

    /** Whether anybody has said how much and how long it may be. */
    boolean isLimited() {
        return limit >= 0 || deadlineNanos != Long.MAX_VALUE;
    }

    /** Whether the end of the body was reached. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0)
            return 0;
        int n = readTimed(bytes, offset, length);
        if (n < 0) {
            ended = true;
            return n;
        }
        count += n;
        if (limit >= 0 && count > limit)
            throw tooLarge(limit);
        if (weight > 0) {
            memory.take((long) n * weight);
            unsettled += n;
        }
        if (deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0)
            throw tooSlow();
        if (digest != null)
            digest.update(bytes, offset, n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] away = new byte[(int) Math.min(n, 8192)];
        return n <= 0 ? 0 : Math.max(0, read(away, 0, away.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int readTimed(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof TimeoutException)
                    throw tooSlow();
            }
            broken = true;
            throw e;
        } catch (RuntimeException e) {
            broken = true;
            throw new IOException("the body is not whole", e);
        }
    }

    /** Whether the body could not be read to its end, because the client sent no more or no HTTP. */
    boolean isBroken() {
        return broken;
    }

    static ProblemException tooLarge(long limit) {
        return Problem.of(Code.REQUEST_TOO_LARGE, "the body is larger than " + limit + " bytes")
                .with("limit", limit)
                .asException();
    }

    private static ProblemException tooSlow() {
        return Problem.of(Code.REQUEST_TIMEOUT, "the body did not arrive in time")
                .status(408)
                .with("outcome", "not_applied")
                .asException();
    }
}
