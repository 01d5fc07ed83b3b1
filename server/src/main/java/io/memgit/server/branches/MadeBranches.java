package io.memgit.server.branches;

import java.util.List;

/** The branches of a batch. */
record MadeBranches(List<BranchBody> branches, int count) {}
