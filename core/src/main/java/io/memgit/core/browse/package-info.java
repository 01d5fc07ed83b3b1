/**
 * The read side of a repository: names of revisions, files by path, directories, commits, history
 * and differences.
 *
 * <p>
 * {@link io.memgit.core.browse.Browse} is the door. It works on any JGit repository, holds no
 * state of its own and answers with values: what a caller may have asked wrongly, and every limit,
 * is a case of a sealed result. Only a repository that cannot be read throws.
 *
 * <p>
 * Trees and commits are read from their raw bytes, since one lookup by path must cost no more than
 * a scan of the few trees on that path; walks through history keep one small node a commit, and
 * follow the rules of {@code git log}.
 */
@NullMarked
package io.memgit.core.browse;

import org.jspecify.annotations.NullMarked;
