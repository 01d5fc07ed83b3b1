package io.memgit.auth.access;

/** Who is asking: a {@link Principal}, or somebody who showed no credentials. */
public sealed interface Caller permits Principal, Caller.Anonymous {

    /** Somebody without credentials. */
    Caller ANONYMOUS = new Anonymous();

    /** See {@link #ANONYMOUS}. */
    record Anonymous() implements Caller {}
}
