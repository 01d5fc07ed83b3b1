/** Blobs over HTTP: raw bytes come in before a commit names them, and go out by their hash. */
@NullMarked
package io.memgit.server.blobs;

import org.jspecify.annotations.NullMarked;
