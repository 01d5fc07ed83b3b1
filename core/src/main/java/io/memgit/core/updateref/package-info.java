/**
 * Refs are moved, made and deleted, in one step or not at all, as {@code git update-ref} does it.
 *
 * <p>
 * {@link io.memgit.core.updateref.RefUpdates} is the door. What is asked is a list of
 * {@link io.memgit.core.updateref.RefChange}; before they become an entry, every target is looked
 * at: it exists, the caller may name it, it is of the type that its ref needs, and a branch is
 * moved
 * forward only, unless asked otherwise.
 *
 * <pre>
 *   RefChange* ──► targets, fast-forwards ──► RefUpdate* ──► Ledger ──► RefOutcome
 *                      ▲                                       │
 *                      └──── again, for what expects nothing ◄─┘ Stale
 * </pre>
 */
@NullMarked
package io.memgit.core.updateref;

import org.jspecify.annotations.NullMarked;
