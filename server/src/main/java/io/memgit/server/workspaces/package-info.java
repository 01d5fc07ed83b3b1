/**
 * Uncommitted state over HTTP: workspaces, the add and commit flow of each caller, stashes and
 * transactions. What a caller names with {@code workspace}, {@code branch} or {@code tx} is found
 * by
 * {@code Drafts}, which all controllers share; what core answers is turned into problems by
 * {@code WorkspaceProblems}.
 */
@NullMarked
package io.memgit.server.workspaces;

import org.jspecify.annotations.NullMarked;
