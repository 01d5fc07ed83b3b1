/**
 * A load generator for a running server: {@link io.memgit.bench.http.MeasureHttp} asks one request
 * after the other for latencies, and 64 at a time for rates. It speaks HTTP/1.1 over kept
 * connections with requests encoded beforehand, on one thread, so that little of the machine is
 * taken from the server it shares it with. {@link io.memgit.bench.http.MeasureWorkspaces} does the
 * same for workspaces and realities.
 */
@NullMarked
package io.memgit.bench.http;

import org.jspecify.annotations.NullMarked;
