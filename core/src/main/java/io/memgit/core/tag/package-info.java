/**
 * Tags, lightweight and annotated.
 *
 * <p>
 * {@link io.memgit.core.tag.Tags} is the door. As with {@code git tag}, a tag can be put on any
 * object, another annotated tag included; only a target with steps ({@code main~2}) is taken to its
 * commit first.
 */
@NullMarked
package io.memgit.core.tag;

import org.jspecify.annotations.NullMarked;
