/**
 * Searches: lines of files, files by their paths, and commits, at any tree or commit.
 *
 * <p>
 * {@link io.memgit.core.search.Search} is the door. It looks through what is stored, as bytes and
 * in
 * parallel, so a commit is found in at once, and a workspace as well as a branch. What is known
 * before, see {@link io.memgit.core.search.ContentIndex}, only says which contents need not be
 * read.
 *
 * <pre>
 *   tree ──FileWalk──► FileList (paths in order) ──Sweep──► how many hits each file has
 *                                                  │  threads, each with a Contents and a LineScanner
 *                                                  └─PageMaker──► the hits of one page
 * </pre>
 *
 * <p>
 * Every search has a deadline, which is looked at by the threads themselves; what is not done by
 * then is left out, and the answer says so.
 */
@NullMarked
package io.memgit.core.search;

import org.jspecify.annotations.NullMarked;
