/**
 * Commits over HTTP. Many files, one call, one commit:
 *
 * <pre>
 *   JSON object, or lines of JSON ──► CommitBody, ActionBody* ──► CommitDraft ──► Commits ──► 201, 409, …
 * </pre>
 *
 * Commits that are there are read one by one with what they changed, or as history:
 *
 * <pre>
 *   GET commits/{ref}, log ──► HistoryController ──► CommitWithFiles, CommitList
 * </pre>
 */
@NullMarked
package io.memgit.server.commits;

import org.jspecify.annotations.NullMarked;
