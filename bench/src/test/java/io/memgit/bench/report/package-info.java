/** Tests of what measures. */
@NullMarked
package io.memgit.bench.report;

import org.jspecify.annotations.NullMarked;
