/** Tests of what measures. */
@NullMarked
package io.memgit.bench;

import org.jspecify.annotations.NullMarked;
