package io.memgit.core.event;

import io.memgit.core.ref.RefUpdate;

/**
 * One ref's part in an event.
 *
 * @param number
 *            the event's
 * @param type
 *            the kind of write that moved it
 * @param timeMillis
 *            when, in milliseconds since 1970
 * @param actor
 *            who asked for it
 * @param update
 *            from where to where
 */
public record RefRecord(EventNumber number, EventType type, long timeMillis, String actor, RefUpdate update) {}
