package io.memgit.core.commit;

/** What a name in a directory stands for. */
interface Node {}
