/**
 * The HTTP server: what stands between a socket and the doors of core.
 *
 * <p>
 * {@link io.memgit.server.Memgit} reads the settings, then starts a Spring container that holds the
 * parts together;
 * {@code wiring} alone knows Spring. {@code http} is Jetty, {@code route} the table of what can be
 * called, {@code web}
 * the values that a controller sees ({@code Call}, {@code Answer}, {@code Query}), {@code problem}
 * what goes wrong.
 */
@NullMarked
package io.memgit.server;

import org.jspecify.annotations.NullMarked;
