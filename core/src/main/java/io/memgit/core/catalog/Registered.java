package io.memgit.core.catalog;

import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;

/**
 * A name and what it stands for.
 *
 * @param id
 *            the repository
 * @param name
 *            as it was given
 * @param group
 *            which group of entries the repository belongs to, from 0 on
 */
public record Registered(RepoId id, RepoName name, int group) {

    /**
     * @throws IllegalArgumentException
     *             for a negative group
     */
    public Registered {
        if (group < 0)
            throw new IllegalArgumentException("group " + group);
    }
}
