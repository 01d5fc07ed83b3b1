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
 * Packs lie in mapped files where the repository has a folder for them, and on the heap where it
 * lives in memory alone: {@code StoredBytes} is either. A {@link io.memgit.core.object.StoreImage}
 * is what a store held at one moment, for a snapshot; hot generations are appended to files then.
 *
 * <pre>
 *   hot generation --StoreImage--&gt; NAME.hot         pieces of records, as they are in memory
 *   push ---------------------------\
 *   fold ----------------------------+-&gt; NAME.pack, .idx, .bitmap, .graph, and .sums over them
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
