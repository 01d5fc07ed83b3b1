package io.memgit.server.branches;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.ref.RefName;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch in answers.
 *
 * @param name
 *            the short name
 * @param commit
 *            where it points
 * @param isCurrent
 *            the same as {@code is_default}, for older clients
 * @param protectedBranch
 *            {@code protected} in JSON: false until there are rules
 */
record BranchBody(String name, ObjectId commit, boolean isDefault, boolean isCurrent,
        @JsonProperty("protected") boolean protectedBranch) {

    static BranchBody of(RefName name, ObjectId commit, RefName defaultBranch) {
        boolean isDefault = name.equals(defaultBranch);
        return new BranchBody(name.shortName(), commit, isDefault, isDefault, false);
    }
}
