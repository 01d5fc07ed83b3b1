/**
 * Who somebody is. {@link io.memgit.auth.Accounts} is the door to it all.
 *
 * <pre>
 *   header fields ─ Credentials ─ Authenticator ─┬─ ApiKeys    SHA-256, a few microseconds
 *                                                ├─ Tokens     JWT, verified once and remembered
 *                                                └─ Passwords  argon2id, few at a time
 *                        │
 *                        ▼
 *        Authenticated(Principal) | Anonymous | Invalid | Locked | Overloaded
 * </pre>
 *
 * What a {@link io.memgit.auth.access.Principal} may do is decided by
 * {@link io.memgit.auth.access.AccessPolicy}. What is known of users, keys and revoked tokens is in
 * {@link io.memgit.auth.state.AccountsState}, and changes through the ledger alone. A token or
 * a key dies with the entry that revokes it, whatever is remembered of it.
 */
@NullMarked
package io.memgit.auth;

import org.jspecify.annotations.NullMarked;
