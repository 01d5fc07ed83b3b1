/**
 * What it costs to make an entry last: the durable ledger beside a loop that appends to a file and
 * syncs
 * it, in turns in one process on one disk.
 */
@NullMarked
package io.memgit.bench.ledger;

import org.jspecify.annotations.NullMarked;
