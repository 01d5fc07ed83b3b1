package io.memgit.server.combining;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Where two histories part.
 *
 * @param mergeBase
 *            the newest best common ancestor
 * @param all
 *            all of them, newest first
 */
record MergeBaseBody(ObjectId mergeBase, List<ObjectId> all) {}
