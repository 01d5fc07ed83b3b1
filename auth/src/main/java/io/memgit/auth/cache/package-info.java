/**
 * Remembers what was costly to find out, in bounded memory:
 * {@link io.memgit.auth.cache.RecentlySeen}.
 */
@NullMarked
package io.memgit.auth.cache;

import org.jspecify.annotations.NullMarked;
