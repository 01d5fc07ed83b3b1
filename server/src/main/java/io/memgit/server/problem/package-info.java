/**
 * What a caller is told when something is not done: RFC 9457 problems with a stable {@code code}.
 *
 * <p>
 * A controller throws
 * {@code Problem.of(Code.FILE_NOT_FOUND, "no file src/a.txt on main").with("path", path).asException()}
 * or returns {@code Answer.problem(...)}; both give the same bytes. The {@code detail} is a
 * sentence for a person, what
 * a program needs goes into {@code details}. Nothing else ends a request: an exception of another
 * kind is a bug, told
 * as {@code INTERNAL_ERROR} with the request id and logged with its stack.
 */
@NullMarked
package io.memgit.server.problem;

import org.jspecify.annotations.NullMarked;
