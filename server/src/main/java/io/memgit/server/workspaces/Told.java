package io.memgit.server.workspaces;

/**
 * What was done.
 *
 * @param status
 *            in one word
 * @param message
 *            in one sentence
 */
record Told(String status, String message) {}
