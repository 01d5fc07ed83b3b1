/**
 * What all reads of a repository's content have in common: which state is read, which page of it,
 * and the problems that say why nothing can be shown.
 *
 * <pre>
 *   ?ref=  ──► Points ──► Point (ref, commit, tree) ──► Browse ──► answer
 *                                                         │
 *                                                         └──► ReadProblems ──► 404, 422, 504
 * </pre>
 */
@NullMarked
package io.memgit.server.reading;

import org.jspecify.annotations.NullMarked;
