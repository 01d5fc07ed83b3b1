package io.memgit.core.reality;

import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.Identity;
import io.memgit.core.repo.Ttl;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Realities to be made, all or none.
 *
 * @param set
 *            what they have in common
 * @param names
 *            each once
 * @param baseBranch
 *            the short name of the branch that {@code base} is of
 * @param base
 *            the commit they start at
 * @param ttl
 *            how long each is kept after a write to it
 * @param changes
 *            what some of them change at once, by name
 * @param author
 *            of the commits that makes
 */
public record NewRealities(String set, List<String> names, String baseBranch, ObjectId base, Ttl ttl,
        Map<String, List<FileAction>> changes, Identity author) {

    /** Copies the lists. */
    public NewRealities {
        names = List.copyOf(names);
        changes = Map.copyOf(changes);
    }
}
