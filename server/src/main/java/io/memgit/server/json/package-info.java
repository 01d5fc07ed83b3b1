/**
 * JSON as this server reads and writes it: snake_case, unknown and repeated fields refused by name,
 * times in UTC with
 * three digits, object ids as hex. {@link io.memgit.server.json.Json} is the one door; what a
 * client sent wrong comes
 * out of it as a problem that names the field.
 */
@NullMarked
package io.memgit.server.json;

import org.jspecify.annotations.NullMarked;
