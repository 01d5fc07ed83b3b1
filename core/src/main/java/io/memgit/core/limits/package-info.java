/**
 * Every limit of the product, by name, with its default.
 *
 * <p>
 * {@link io.memgit.core.limits.Limits} is a tree of records, one per area, that a server binds its
 * settings onto and hands down. Code that counts something takes the record of its area and never a
 * number of its own, so reaching a limit can be configured, documented and tested in one place.
 */
@NullMarked
package io.memgit.core.limits;

import org.jspecify.annotations.NullMarked;
