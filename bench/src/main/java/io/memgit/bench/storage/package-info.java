/**
 * Fills a running server with what its storage is measured by, and reads it again: the scripts
 * start, stop and kill the server around it.
 */
@NullMarked
package io.memgit.bench.storage;

import org.jspecify.annotations.NullMarked;
