/**
 * Who may do what: the one place where that is decided.
 *
 * <p>
 * {@link io.memgit.auth.access.AccessPolicy#decide} takes a {@link io.memgit.auth.access.Caller},
 * an {@link io.memgit.auth.access.Action} and the repository it is about, and answers with a
 * {@link io.memgit.auth.access.Decision}. Every way in (REST, Git, events) asks it, and what it
 * does not allow is denied.
 */
@NullMarked
package io.memgit.auth.access;

import org.jspecify.annotations.NullMarked;
