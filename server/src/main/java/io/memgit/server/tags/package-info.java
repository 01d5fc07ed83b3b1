/** Tags over HTTP: listed, made and deleted. */
@NullMarked
package io.memgit.server.tags;

import org.jspecify.annotations.NullMarked;
