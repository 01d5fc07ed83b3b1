package io.memgit.server.branches;

import java.util.List;

/** The body of a request for many branches, all or none. */
record CreateBranches(List<CreateBranch> branches) {}
