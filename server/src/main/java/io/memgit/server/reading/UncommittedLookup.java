package io.memgit.server.reading;

import io.memgit.core.repo.MemoryRepository;

/** Where the uncommitted state of a caller is looked up. */
@FunctionalInterface
public interface UncommittedLookup {

    /**
     * The state of a workspace, whose time is renewed by that, or its base.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 {@code WORKSPACE_NOT_FOUND} when the caller has none of this id
     */
    Point find(MemoryRepository repository, ReadFrom.Uncommitted wanted);
}
