/**
 * Which names repositories have, and where each of them lives.
 *
 * <p>
 * {@link io.memgit.core.catalog.Catalog} is the state behind entries whose target is
 * {@link io.memgit.core.name.RepoId#META}: a name is registered for an id before the repository
 * itself is made, in the group of entries that the registration says, and released before it goes.
 * So a name is unique over all groups, and what a group holds needs no other group to be applied.
 *
 * <pre>
 *   meta    Register(team/app -&gt; 7f3a.., group 0)                      Release(7f3a..)
 *   data 0                        Create(7f3a..)  Write  Write  ...                   Delete(7f3a..)
 * </pre>
 */
@NullMarked
package io.memgit.core.catalog;

import org.jspecify.annotations.NullMarked;
