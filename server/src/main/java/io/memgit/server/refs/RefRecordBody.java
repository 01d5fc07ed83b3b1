package io.memgit.server.refs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.event.RefRecord;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One move of a ref, as the server recorded it.
 *
 * @param sequence
 *            the number of the event that it was part of
 * @param name
 *            the full name
 * @param old
 *            where it pointed before, zeros where it was not there
 * @param target
 *            {@code new} in JSON: where it pointed afterwards, zeros where it was deleted
 * @param actor
 *            who asked for it
 * @param reason
 *            the kind of write: push, commit, branch, …
 */
record RefRecordBody(long sequence, String name, ObjectId old, @JsonProperty("new") ObjectId target, String actor,
        String reason, Instant time) {

    static RefRecordBody of(RefRecord moved) {
        return new RefRecordBody(moved.number().value(), moved.update().name().value(), moved.update().oldId(),
                moved.update().newId(), moved.actor(), moved.type().apiName(),
                Instant.ofEpochMilli(moved.timeMillis()));
    }
}
