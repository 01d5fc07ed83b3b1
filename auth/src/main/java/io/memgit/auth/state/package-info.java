/**
 * What the server knows of its users, their API keys and the tokens that were revoked, behind the
 * ledger.
 *
 * <pre>
 *   AccountsChange (UserPut, KeyPut, KeyRevoked, TokenRevoked, KeysUsed)
 *      │ Ledger.submit
 *      ▼
 *   AccountsState ── users by name
 *                 ├─ keys by the SHA-256 of the secret, and by id
 *                 └─ revoked tokens, until well after they expire
 * </pre>
 *
 * {@link io.memgit.auth.state.AccountsState} is the door: it applies changes one at a time and is
 * read without a lock. No secret is ever in here, only what secrets are compared with: argon2id
 * hashes of passwords and SHA-256 of API keys, which are 256 random bits and need no slow hash.
 */
@NullMarked
package io.memgit.auth.state;

import org.jspecify.annotations.NullMarked;
