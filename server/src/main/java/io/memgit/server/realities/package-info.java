/**
 * Parallel realities over HTTP: made by the thousand in one call, changed, measured, and one of
 * each
 * set merged.
 */
@NullMarked
package io.memgit.server.realities;

import org.jspecify.annotations.NullMarked;
