/**
 * What may enter a repository, however it arrives.
 *
 * <p>
 * {@link io.memgit.core.check.PathRules} judges the paths of writes over the API,
 * {@link io.memgit.core.check.ObjectRules} the objects of a push while they are parsed. Both refuse
 * what {@code git fsck --strict} refuses, and what it lets pass although it harms whoever checks it
 * out or walks through it: control characters, backslash tricks, drive letters, trees too wide or
 * too deep. They are kept in one package because a name that is refused on one way must be refused
 * on the other.
 */
@NullMarked
package io.memgit.core.check;

import org.jspecify.annotations.NullMarked;
