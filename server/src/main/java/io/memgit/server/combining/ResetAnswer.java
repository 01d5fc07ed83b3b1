package io.memgit.server.combining;

import org.eclipse.jgit.lib.ObjectId;

/** What a reset did. */
record ResetAnswer(ObjectId oldHead, ObjectId newHead, String mode) {}
