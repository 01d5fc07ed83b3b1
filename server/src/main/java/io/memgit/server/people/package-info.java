/** Authors, committers and taggers in requests and answers. */
@NullMarked
package io.memgit.server.people;

import org.jspecify.annotations.NullMarked;
