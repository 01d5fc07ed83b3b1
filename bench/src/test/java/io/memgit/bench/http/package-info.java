/** Tests of what measures. */
@NullMarked
package io.memgit.bench.http;

import org.jspecify.annotations.NullMarked;
