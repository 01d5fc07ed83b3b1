package io.memgit.server.idempotency;

import io.memgit.server.web.Answer;

/**
 * An answer that is kept to be given again.
 *
 * @param fingerprint
 *            what was asked
 * @param answer
 *            what was answered, without secrets, its body as bytes
 * @param bytes
 *            about how much memory it takes
 * @param nanos
 *            when it was given, on the clock of {@link System#nanoTime}
 */
record Kept(Fingerprint fingerprint, Answer answer, long bytes, long nanos) {}
