package io.memgit.core.transport;

import org.eclipse.jgit.lib.ObjectId;

/**
 * What a client wants of one ref. The zero id stands for "is not there".
 *
 * @param ref
 *            the full name as it was sent, which need not be a legal one
 * @param oldId
 *            where the client saw it
 * @param newId
 *            where it is to point
 */
record PushCommand(String ref, ObjectId oldId, ObjectId newId) {

    boolean creates() {
        return oldId.equals(ObjectId.zeroId());
    }

    boolean deletes() {
        return newId.equals(ObjectId.zeroId());
    }
}
