/**
 * What a controller sees of HTTP: a {@link io.memgit.server.web.Call} comes in, an
 * {@link io.memgit.server.web.Answer}
 * goes out.
 *
 * <h2>Reading a call</h2>
 *
 * <pre>{@code
 * Answer list(Call call) {
 *     RepoName repo = call.repo(); // {repo}, decoded once, valid
 *     String ref = call.query().text("ref").orElse("HEAD"); // 400 when given twice
 *     boolean recursive = call.query().flag("recursive"); // true, True, 1; else 400
 *     String path = call.name("path"); // {path...}, decoded, slashes joined
 *     Edit edit = call.body().json(Edit.class); // 400 with the field's name, 415, 413
 *     boolean dry = call.dryRun();
 *     Optional<ObjectId> head = call.ifMatch();
 * }
 * }</pre>
 *
 * Names of JSON fields are the record's components in snake_case. In a request a component must be
 * given and not be
 * null unless it is a primitive, an {@code Optional} or {@code @Nullable}; in an answer an empty
 * {@code Optional} is left
 * out and a {@code @Nullable} is written as {@code null}.
 *
 * <h2>Answering</h2>
 *
 * <pre>{@code
 * Answer.ok(value)                              // 200, ETag over the bytes and 304 on GET by themselves
 * Answer.created(value, "/repos/" + id)         // 201, Location below /api/v1
 * Answer.noContent().sequence(n)                // 204, X-Sequence
 * Answer.bytes("text/plain", bytes).etag(hash)  // Range, If-None-Match and HEAD are seen to
 * Answer.streamed("text/x-patch", out -> ...)   // chunked; the status cannot change any more
 * answer.immutable()                            // Cache-Control of what a full hash names
 * }</pre>
 *
 * In a dry run {@code Location} and {@code X-Sequence} are dropped and {@code X-Dry-Run} is set by
 * themselves; an
 * {@code Idempotency-Key} is honoured on every POST by itself.
 *
 * <h2>Lists</h2>
 *
 * <pre>{@code
 * Paging page = call.paging();
 * switch (page.start()) {
 *     case Paging.First f -> ...
 *     case Paging.Offset o -> skip o.count()
 *     case Paging.After a -> continue after a.position() in the commit a.pin()
 * }
 * String next = call.cursor(lastName, pinnedCommit);   // sealed, bound to this route and query
 * return Answer.ok(new Branches(list, list.size(), next)).next(next);   // adds Link
 * }</pre>
 */
@NullMarked
package io.memgit.server.web;

import org.jspecify.annotations.NullMarked;
