package io.memgit.server.repos;

/**
 * The body of a request for a fork.
 *
 * @param targetId
 *            the name of the fork
 */
record CloneRepo(String targetId) {}
