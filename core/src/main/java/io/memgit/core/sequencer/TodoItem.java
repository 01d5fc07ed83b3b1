package io.memgit.core.sequencer;

/**
 * One line of what a rebase has to do.
 *
 * @param command
 *            what is done with the commit
 */
record TodoItem(Command command, StoredCommit commit) {

    enum Command {
        /** Made anew. */
        PICK,
        /** Melted into the one before, whose message stays. */
        FIXUP,
        /** Melted into the one before, whose message is replaced. */
        AMEND,
        /** Melted into the one before, and its message too. */
        SQUASH
    }

    static TodoItem pick(StoredCommit commit) {
        return new TodoItem(Command.PICK, commit);
    }
}
