/**
 * Where the parts are put together, and the only place that knows Spring's annotations.
 *
 * <p>
 * Each chapter of the server has one {@code @Configuration} class here, found by scanning this
 * package. A new controller
 * is one {@code @Bean} method that returns it as a {@link io.memgit.server.route.Resource}; its
 * routes are then served,
 * guarded and documented.
 */
@NullMarked
package io.memgit.server.wiring;

import org.jspecify.annotations.NullMarked;
