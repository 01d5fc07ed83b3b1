/**
 * Random histories from a seed, and the {@code git} command line as the oracle of what combining
 * them gives.
 *
 * <p>
 * {@code RandomHistory} draws a history, {@code FastImport} writes many of them as one stream, and
 * {@code OracleRepository} is the bare repository that git makes of it and is asked about, in few
 * processes.
 */
@NullMarked
package io.memgit.core.oracle;

import org.jspecify.annotations.NullMarked;
