/** Tests of what is measured of the ledger. */
@NullMarked
package io.memgit.bench.ledger;

import org.jspecify.annotations.NullMarked;
