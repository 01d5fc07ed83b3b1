/**
 * Objects: the blobs, trees, commits and tags of one repository.
 *
 * <pre>
 *  writer --&gt; Quarantine --publish--&gt; ObjectStore --&gt; Tiers (immutable, replaced as a whole)
 *                                                       |
 *                         +-----------------------------+------------------+
 *                         |                                                |
 *              active HotGeneration                               frozen (generation, mark)
 *              grows at its end, readers                          never grows for this store: older
 *              see what its mark covers                           generations, and those of a fork's parent
 * </pre>
 *
 * <p>
 * {@link io.memgit.core.object.ObjectStore} is the door. What a write makes is collected in a
 * {@link io.memgit.core.object.Quarantine}, which nobody else sees, and becomes visible with one
 * volatile write when it is published. Readers take no lock; objects never change, so what a reader
 * got stays right for as long as it holds it.
 */
@NullMarked
package io.memgit.core.object;

import org.jspecify.annotations.NullMarked;
