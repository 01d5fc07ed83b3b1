package io.memgit.core.reflog;

/** What is known of the refs at an instant. */
public sealed interface Past permits PastRefs, Past.Expired {

    /** Some of what happened since is not kept any more, so that nobody knows. */
    record Expired() implements Past {}
}
