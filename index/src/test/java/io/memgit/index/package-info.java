/** Tests of the index of contents. */
@NullMarked
package io.memgit.index;

import org.jspecify.annotations.NullMarked;
