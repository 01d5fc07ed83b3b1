/**
 * What happened in a repository: one numbered event for every write, without gaps.
 *
 * <p>
 * An {@link io.memgit.core.event.EventLog} is written by the apply of its repository alone and read
 * by anybody without a lock. The same records are the history of the refs: what a deleted or
 * rewound branch pointed to stays a root of collection as long as its record is kept.
 */
@NullMarked
package io.memgit.core.event;

import org.jspecify.annotations.NullMarked;
