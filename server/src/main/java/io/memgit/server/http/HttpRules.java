package io.memgit.server.http;

import io.memgit.core.limits.HttpLimits;
import java.time.Duration;

/**
 * What holds for every connection and request.
 *
 * @param host
 *            the address to listen on
 * @param port
 *            the port to listen on, 0 for any that is free
 * @param readTime
 *            how long the head and an ordinary body may take to arrive, and any body may pause
 * @param writeTime
 *            how long a client may take nothing of an answer
 * @param longTime
 *            how long a call may take whose body is as large as a push
 * @param idleTime
 *            how long a connection may stay open between requests
 * @param stopTime
 *            how long running requests have to end when the server stops
 * @param limits
 *            sizes and counts
 */
public record HttpRules(String host, int port, Duration readTime, Duration writeTime, Duration longTime,
        Duration idleTime,
        Duration stopTime, HttpLimits limits) {}
