package io.memgit.core.event;

import java.util.List;

/** What an {@link EventLog} answers to a reader who has seen the events up to a number. */
public sealed interface Resume {

    /**
     * The events that follow, without a hole.
     *
     * @param events
     *            in order, none when there are no newer ones yet
     */
    record Replay(List<Event> events) implements Resume {}

    /**
     * Some of the events that follow are no longer kept.
     *
     * @param oldest
     *            the first that still is
     */
    record Gap(EventNumber oldest) implements Resume {}

    /**
     * Nobody can have seen that number: no event has it yet.
     *
     * @param last
     *            the newest there is
     */
    record Ahead(EventNumber last) implements Resume {}
}
