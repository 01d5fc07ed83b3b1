/**
 * What memgit costs, measured beside peers in the same run on the same machine.
 *
 * <p>
 * The classes named {@code *Benchmark} measure the library with JMH through its public doors, each
 * beside stock JGit where that has a counterpart. {@link io.memgit.bench.Library} is memgit wired
 * as
 * the server wires it, {@link io.memgit.bench.Stock} the peer. {@link io.memgit.bench.MeasureCore}
 * runs them and writes what came out; {@link io.memgit.bench.LiveHeap} weighs a large repository in
 * a process of its own, and {@link io.memgit.bench.MeasureFiles} measures snapshots, starts and
 * reads of repositories in files.
 *
 * <p>
 * {@link io.memgit.bench.MeasureMerge} measures one merge beside {@code git merge-tree}, and
 * {@link io.memgit.bench.Replay} makes every merge of a real repository again and compares what
 * comes
 * of it.
 *
 * <p>
 * {@link io.memgit.bench.WorkspaceHeap} weighs open workspaces, in a process of its own too.
 *
 * <p>
 * Nothing here is asserted about seconds: {@code bench.report} puts the figures beside what they
 * should be.
 */
@NullMarked
package io.memgit.bench;

import org.jspecify.annotations.NullMarked;
