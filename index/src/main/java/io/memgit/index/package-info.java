/**
 * The index of contents: which blobs cannot hold a text, so that a search need not inflate them.
 *
 * <p>
 * {@link io.memgit.index.TrigramIndex} is the door. It keeps a small filter of three-byte pieces
 * for
 * each blob by its id, so commits, branches, workspaces and forks that have a blob share what is
 * known
 * of it, and a blob that is new is simply not known yet. It lives in memory alone and learns again
 * after a start.
 */
@NullMarked
package io.memgit.index;

import org.jspecify.annotations.NullMarked;
