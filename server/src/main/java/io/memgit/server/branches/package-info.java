/** Branches over HTTP: listed, made one by one and in batches, moved, deleted and waited for. */
@NullMarked
package io.memgit.server.branches;

import org.jspecify.annotations.NullMarked;
