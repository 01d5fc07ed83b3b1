/**
 * The launcher {@code ./memgit}, driven from outside as its users do, and the examples of the
 * documentation.
 */
@NullMarked
package io.memgit.server.launcher;

import org.jspecify.annotations.NullMarked;
