package io.memgit.core.sequencer;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit that was made anew.
 *
 * @param oldId
 *            what it was made of
 * @param newId
 *            what became of it; several may have become one
 */
public record Rewritten(ObjectId oldId, ObjectId newId) {}
