/** Tests of patterns, among them those that hold them against {@code git grep}. */
@NullMarked
package io.memgit.core.pattern;

import org.jspecify.annotations.NullMarked;
