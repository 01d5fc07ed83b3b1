package io.memgit.server.workspaces;

import java.util.List;

/**
 * Whether a transaction could be committed now.
 *
 * @param errors
 *            why not, in sentences
 * @param conflicts
 *            paths of files in conflict
 * @param status
 *            valid or invalid
 */
record TransactionTold(boolean valid, List<String> errors, List<String> conflicts, String status, String message) {}
