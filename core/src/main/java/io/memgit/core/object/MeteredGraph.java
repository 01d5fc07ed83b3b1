package io.memgit.core.object;

import org.eclipse.jgit.internal.storage.commitgraph.ChangedPathFilter;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A commit-graph whose commits cost as much of a budget as if they were opened. */
record MeteredGraph(CommitGraph graph, WalkBudget budget) implements CommitGraph {

    @Override
    public int findGraphPosition(AnyObjectId commit) {
        return graph.findGraphPosition(commit);
    }

    @Override
    public @Nullable CommitData getCommitData(int graphPosition) {
        budget.spend();
        return graph.getCommitData(graphPosition);
    }

    @Override
    public @Nullable ObjectId getObjectId(int graphPosition) {
        return graph.getObjectId(graphPosition);
    }

    @Override
    public @Nullable ChangedPathFilter getChangedPathFilter(int graphPosition) {
        return graph.getChangedPathFilter(graphPosition);
    }

    @Override
    public long getCommitCnt() {
        return graph.getCommitCnt();
    }
}
