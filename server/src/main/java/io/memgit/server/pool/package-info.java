/**
 * {@code /pool}: which repositories are in memory, and how much they take.
 */
@NullMarked
package io.memgit.server.pool;

import org.jspecify.annotations.NullMarked;
