/**
 * Commits made over HTTP: many files, one call, one commit.
 *
 * <pre>
 *   JSON object, or lines of JSON ──► CommitBody, ActionBody* ──► CommitDraft ──► Commits ──► 201, 409, …
 * </pre>
 */
@NullMarked
package io.memgit.server.commits;

import org.jspecify.annotations.NullMarked;
