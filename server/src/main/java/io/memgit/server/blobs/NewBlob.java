package io.memgit.server.blobs;

import org.eclipse.jgit.lib.ObjectId;

/** A blob that came in. */
record NewBlob(ObjectId hash, long size) {}
