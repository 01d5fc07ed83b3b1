/**
 * What a repository is called and what it is.
 *
 * <p>
 * A {@link io.memgit.core.name.RepoName} is how people and scripts say it, and may be given to
 * another repository later. A {@link io.memgit.core.name.RepoId} is made once, when the repository
 * is created, and is what entries, paths on disk, events and keys refer to.
 */
@NullMarked
package io.memgit.core.name;

import org.jspecify.annotations.NullMarked;
