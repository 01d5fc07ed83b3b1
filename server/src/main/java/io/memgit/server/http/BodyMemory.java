package io.memgit.server.http;

import io.memgit.core.limits.ByteCount;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of all requests may take together. Nobody waits for it: who comes when
 * it is used up is
 * told to come back, so that no two requests can wait for each other.
 */
final class BodyMemory {

    /** What each request may take without being counted: ordinary ones never meet the bound. */
    private static final long FREE = 64 << 10;
    private static final int HEAP_PART = 4;

    private final long capacity;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param most
     *            what is configured; a quarter of the heap when that is less
     */
    BodyMemory(ByteCount most) {
        capacity = Math.min(most.bytes(), Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    /** The bytes that are taken now. */
    long used() {
        return used.get();
    }

    /** What a new request takes, which is nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one request takes. Used by one thread at a time. */
    final class Share implements AutoCloseable {

        private long wanted;
        private long held;

        /**
         * Takes more.
         *
         * @throws ProblemException
         *             413 where it is more than there is at all, 503 where others have it
         */
        void take(long bytes) {
            wanted += bytes;
            long more = Math.max(0, wanted - FREE) - held;
            if (more <= 0)
                return;
            if (held + more > capacity)
                throw tooLarge();
            if (used.addAndGet(more) > capacity) {
                used.addAndGet(-more);
                throw taken();
            }
            held += more;
        }

        /** Gives some of it back. */
        void giveBack(long bytes) {
            wanted -= bytes;
            long less = held - Math.max(0, wanted - FREE);
            if (less <= 0)
                return;
            held -= less;
            used.addAndGet(-less);
        }

        /** Gives back all of it. */
        @Override
        public void close() {
            used.addAndGet(-held);
            held = 0;
            wanted = 0;
        }

        private ProblemException tooLarge() {
            return Problem.of(Code.REQUEST_TOO_LARGE, "the body takes more memory than this server has for bodies")
                    .with("limit", "http.body_memory")
                    .with("maximum", capacity)
                    .asException();
        }

        private static ProblemException taken() {
            return Problem.of(Code.OVERLOADED, "too many large bodies are being read; try again in a moment")
                    .with("limit", "http.body_memory")
                    .with("outcome", "not_applied")
                    .header("Retry-After", "1")
                    .asException();
        }
    }
}
