package io.memgit.server.refs;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A ref in answers.
 *
 * @param name
 *            the full name
 * @param hash
 *            where it points; zeros for one that was just deleted
 * @param peeled
 *            what an annotated tag leads to
 */
record RefBody(String name, ObjectId hash, Optional<ObjectId> peeled) {}
