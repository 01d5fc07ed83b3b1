package io.memgit.server.branches;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Root;
import java.time.Instant;
import java.util.Optional;
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
 * @param expiresAt
 *            when it is deleted unless somebody writes to it; absent when it is not
 */
record BranchBody(String name, ObjectId commit, boolean isDefault, boolean isCurrent,
        @JsonProperty("protected") boolean protectedBranch, Optional<Instant> expiresAt) {

    static BranchBody of(RefName name, ObjectId commit, Root root) {
        return of(name, commit, root, root.lifetimes().end(name));
    }

    static BranchBody of(RefName name, ObjectId commit, Root root, Optional<Instant> end) {
        boolean isDefault = name.equals(root.head());
        return new BranchBody(name.shortName(), commit, isDefault, isDefault, false, end);
    }
}
