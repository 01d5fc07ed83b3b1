/**
 * Git's own protocol over two streams: what {@code git fetch} and {@code git push} talk to, without
 * any HTTP.
 *
 * <p>
 * {@link io.memgit.core.transport.UploadService} answers fetches and
 * {@link io.memgit.core.transport.ReceiveService} pushes. Both are stateless as HTTP is: one call
 * writes the advertisement, another takes a request and writes the whole answer.
 *
 * <pre>
 *   push:  commands ─► names, old values ─► pack ─► Quarantine ─► objects checked, nothing missing
 *                                                        │
 *                      report, one line a ref ◄─ Outcome ◄─ Ledger ◄─ one Entry
 * </pre>
 *
 * A push that is refused leaves nothing: its objects are nowhere but in its quarantine until the
 * entry is applied.
 */
@NullMarked
package io.memgit.core.transport;

import org.jspecify.annotations.NullMarked;
