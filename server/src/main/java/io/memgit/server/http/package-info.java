/**
 * Jetty, and the way of a request through it: {@code Dispatch} finds the route, {@code JettyCall}
 * and
 * {@code RequestBody} are what the handler reads, {@code AnswerWriter} sends what it gives back,
 * {@code ErrorAnswers}
 * speaks where Jetty itself refuses. {@link io.memgit.server.http.HttpServer} is the door.
 *
 * <p>
 * Requests run on virtual threads; nothing here is per connection, and a request shares nothing
 * with another but the
 * table of routes.
 */
@NullMarked
package io.memgit.server.http;

import org.jspecify.annotations.NullMarked;
