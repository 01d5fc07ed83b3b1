package io.memgit.core.repo;

import io.memgit.core.name.RepoName;

/**
 * What is wished of a repository to be made, whatever it starts from.
 *
 * @param description
 *            for people, may be empty
 * @param memoryOnly
 *            whether it ends with the process
 * @param ttl
 *            how long it is kept after a write; what it starts from has no say in it
 */
public record NewRepository(RepoName name, String description, boolean memoryOnly, Ttl ttl) {}
