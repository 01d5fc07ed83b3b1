/**
 * The API's {@code /time-travel}: a branch as the server recorded it at a time that is part of the
 * path, with what was in it then.
 */
@NullMarked
package io.memgit.server.timetravel;

import org.jspecify.annotations.NullMarked;
