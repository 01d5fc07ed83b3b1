/**
 * Refs over HTTP: listed, and changed by an atomic compare-and-swap of many at once. What became of
 * a change of refs is turned into answers and problems here, for branches and tags as well.
 */
@NullMarked
package io.memgit.server.refs;

import org.jspecify.annotations.NullMarked;
