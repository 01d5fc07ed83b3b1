/**
 * The refs of a repository as they were.
 *
 * <p>
 * {@link io.memgit.core.reflog.RefHistory} is the door. Nothing is stored for it but the numbered
 * events of the repository: what a ref was at an instant is what the first later event that moved
 * it moved it from, or what it is now where there is none.
 *
 * <pre>
 *   events    6 main a→b   7 tag v1 →b   8 main b→c          now: main c, v1 b
 *   between 6 and 7: main is b, since 8 says so; v1 is not there, since 7 says so
 * </pre>
 *
 * So an instant can be read as long as no event after it was dropped. What the refs were then stays
 * a root of collection for as long.
 */
@NullMarked
package io.memgit.core.reflog;

import org.jspecify.annotations.NullMarked;
