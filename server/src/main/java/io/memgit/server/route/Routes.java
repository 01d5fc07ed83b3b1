package io.memgit.server.route;

import io.memgit.server.web.RequestPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of routes, a tree by the segments of their paths. Filled at start on one thread, then
 * only read.
 *
 * <pre>
 * api ─ v1 ─ repos ─┬─ (GET, POST)
 *                   └─ {repo} ─┬─ tree ─┬─ (GET)
 *                              │        └─ {path...} (GET)
 *                              └─ diff ─┬─ file ─ {path...} (GET)
 *                                       └─ {from} ─ {to} (GET)
 * </pre>
 */
public final class Routes {

    private final RouteNode root = new RouteNode();
    private final List<Route> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    public RouteBuilder get(String path, String id) {
        return new RouteBuilder(this, "GET", path, id);
    }

    public RouteBuilder post(String path, String id) {
        return new RouteBuilder(this, "POST", path, id);
    }

    public RouteBuilder put(String path, String id) {
        return new RouteBuilder(this, "PUT", path, id);
    }

    public RouteBuilder patch(String path, String id) {
        return new RouteBuilder(this, "PATCH", path, id);
    }

    public RouteBuilder delete(String path, String id) {
        return new RouteBuilder(this, "DELETE", path, id);
    }

    /** All routes in the order in which they were added. */
    public List<Route> all() {
        return Collections.unmodifiableList(all);
    }

    /** The place in the table that a path leads to, or empty when it leads nowhere. */
    public Optional<RouteMatch> match(RequestPath path) {
        return root.match(path, 0, new ArrayList<>(2));
    }

    void add(Route route) {
        if (!ids.add(route.id()))
            throw new IllegalStateException("two routes are called " + route.id());
        root.add(route);
        all.add(route);
    }
}
