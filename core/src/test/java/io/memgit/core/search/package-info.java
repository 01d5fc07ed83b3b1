/**
 * Tests of searches, among them those that hold them against {@code git grep} and {@code git log}.
 */
@NullMarked
package io.memgit.core.search;

import org.jspecify.annotations.NullMarked;
