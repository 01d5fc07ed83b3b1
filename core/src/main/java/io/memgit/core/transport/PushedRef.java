package io.memgit.core.transport;

import io.memgit.core.ref.RefName;
import org.jspecify.annotations.Nullable;

/** A command on its way: what became of it so far. Used by one thread. */
final class PushedRef {

    private final PushCommand command;
    private final @Nullable RefName name;
    private @Nullable String refusal;

    PushedRef(PushCommand command) {
        this.command = command;
        this.name = RefName.isWritable(command.ref()) ? new RefName(command.ref()) : null;
    }

    PushCommand command() {
        return command;
    }

    /**
     * The ref.
     *
     * @throws IllegalStateException
     *             when it has no legal name, for which it is refused first of all
     */
    RefName name() {
        if (name == null)
            throw new IllegalStateException("a ref without a legal name is looked at");
        return name;
    }

    boolean hasLegalName() {
        return name != null;
    }

    /** Refuses it; the first reason stays. */
    void refuse(String reason) {
        if (refusal == null)
            refusal = reason;
    }

    boolean isOpen() {
        return refusal == null;
    }

    /** Why it is refused, one line; null when it is not. */
    @Nullable
    String refusal() {
        return refusal;
    }
}
