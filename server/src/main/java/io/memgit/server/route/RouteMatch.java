package io.memgit.server.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a path leads: the routes of that place, one a method, and the values of the names on the
 * way.
 *
 * @param routes
 *            what can be called there, at least one
 * @param values
 *            the decoded values of {@code {…}}, in the order of the path
 */
public record RouteMatch(List<Bound> routes, List<String> values) {

    /**
     * A route, and the names of its {@code {…}} in the order of the path.
     */
    public record Bound(Route route, List<String> names) {
        public Bound {
            names = List.copyOf(names);
        }
    }

    public RouteMatch {
        values = List.copyOf(values);
    }

    /** The route for a method, HEAD being handled as GET. */
    public Optional<Bound> forMethod(String method) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Bound bound : routes) {
            if (bound.route().method().equals(wanted))
                return Optional.of(bound);
        }
        return Optional.empty();
    }

    /** The value of the header {@code Allow}. */
    public String allow() {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        for (Bound bound : routes) {
            methods.add(bound.route().method());
            if (bound.route().method().equals("GET"))
                methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
