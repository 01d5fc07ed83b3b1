/**
 * Work that goes on after its request was answered, and can be looked at meanwhile.
 *
 * <pre>
 *   Operations.start(kind, owner, work) ──► 202, Location: /operations/{id}
 *   GET /operations/{id}                ──► running ──► succeeded | failed, kept for a while
 * </pre>
 */
@NullMarked
package io.memgit.server.operations;

import org.jspecify.annotations.NullMarked;
