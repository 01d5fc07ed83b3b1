/** The API's {@code /blame}: which commit brought each line of a file. */
@NullMarked
package io.memgit.server.blame;

import org.jspecify.annotations.NullMarked;
