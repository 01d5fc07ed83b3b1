/** The folder on disk that belongs to one running server. */
@NullMarked
package io.memgit.server.data;

import org.jspecify.annotations.NullMarked;
