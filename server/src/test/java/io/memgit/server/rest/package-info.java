/** The whole server on a free port, driven over HTTP as its clients do. */
@NullMarked
package io.memgit.server.rest;

import org.jspecify.annotations.NullMarked;
