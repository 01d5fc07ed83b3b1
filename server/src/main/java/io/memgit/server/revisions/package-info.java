/**
 * Revisions that requests name, such as {@code ?ref=main~2}: what they stand for, or the problem
 * that says why they stand for nothing.
 */
@NullMarked
package io.memgit.server.revisions;

import org.jspecify.annotations.NullMarked;
