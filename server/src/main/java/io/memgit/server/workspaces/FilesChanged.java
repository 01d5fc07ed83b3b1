package io.memgit.server.workspaces;

/** How many files a request has changed. */
record FilesChanged(int filesChanged) {}
