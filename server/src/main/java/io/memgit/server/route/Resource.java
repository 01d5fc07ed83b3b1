package io.memgit.server.route;

/** Something with routes of its own; every bean of this kind is asked once, at start. */
public interface Resource {

    void addTo(Routes routes);
}
