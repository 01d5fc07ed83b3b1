package io.memgit.core.file;

import io.memgit.core.name.RepoId;

/**
 * Where a repository keeps its files.
 *
 * @param files
 *            all there are
 * @param owner
 *            the repository
 */
public record RepositoryFolder(ObjectFiles files, RepoId owner) {}
