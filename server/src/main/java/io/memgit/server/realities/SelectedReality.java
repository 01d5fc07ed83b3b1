package io.memgit.server.realities;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The reality that was merged.
 *
 * @param winner
 *            its name
 * @param dropped
 *            the names of the others
 * @param result
 *            fast_forward, merged, squashed or already_up_to_date
 * @param commit
 *            what the target points to now; the same as {@code new_head}
 * @param status
 *            merged
 */
record SelectedReality(String set, String winner, List<String> dropped, String target, String result,
        ObjectId commit, ObjectId tree, ObjectId oldHead, ObjectId newHead, String status) {}
