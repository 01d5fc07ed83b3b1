package io.memgit.server.route;

import io.memgit.server.web.RequestPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One place in the tree of routes. */
final class RouteNode {

    private final Map<String, RouteNode> words = new HashMap<>();
    private @Nullable RouteNode anyWord;
    private @Nullable RouteNode rest;
    private final List<RouteMatch.Bound> routes = new ArrayList<>(2);

    void add(Route route) {
        RouteNode node = this;
        List<String> names = new ArrayList<>();
        for (String part : route.path().substring(1).split("/", -1)) {
            if (part.endsWith("...}"))
                names.add(part.substring(1, part.length() - 4));
            else if (part.startsWith("{"))
                names.add(part.substring(1, part.length() - 1));
            node = node.child(part);
        }
        if (node.routes.stream().anyMatch(b -> b.route().method().equals(route.method())))
            throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
        node.routes.add(new RouteMatch.Bound(route, names));
    }

    private RouteNode child(String part) {
        if (part.endsWith("...}")) {
            if (rest == null)
                rest = new RouteNode();
            return rest;
        }
        if (part.startsWith("{")) {
            if (anyWord == null)
                anyWord = new RouteNode();
            return anyWord;
        }
        return words.computeIfAbsent(part, p -> new RouteNode());
    }

    /**
     * Goes on from the segment at {@code index}; {@code values} holds those of the names passed so far.
     */
    Optional<RouteMatch> match(RequestPath path, int index, List<String> values) {
        List<String> segments = path.segments();
        if (index == segments.size())
            return routes.isEmpty() ? Optional.empty() : Optional.of(new RouteMatch(routes, values));
        String segment = segments.get(index);
        RouteNode word = words.get(segment);
        if (word != null) {
            Optional<RouteMatch> found = word.match(path, index + 1, values);
            if (found.isPresent())
                return found;
        }
        return matchName(path, index, values, segment);
    }

    private Optional<RouteMatch> matchName(RequestPath path, int index, List<String> values, String segment) {
        if (anyWord != null && !segment.isEmpty()) {
            values.add(segment);
            Optional<RouteMatch> found = anyWord.match(path, index + 1, values);
            if (found.isPresent())
                return found;
            values.removeLast();
        }
        if (rest == null)
            return Optional.empty();
        values.add(path.from(index));
        return Optional.of(new RouteMatch(rest.routes, values));
    }
}
