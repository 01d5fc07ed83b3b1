package io.memgit.core.sequencer;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Something that git and the sequencer are both asked to do.
 *
 * @param name
 *            for messages of failing tests
 * @param head
 *            where it is done
 * @param named
 *            the commits that it names
 * @param kind
 *            what it is
 */
record GitCase(String name, ObjectId head, List<ObjectId> named, Kind kind) {

    /** What is done, and how git is told to, with the named commits as arguments. */
    enum Kind {
        /** Merges the first one. */
        MERGE("git merge -q -m merged \"$1\""),
        /** The same as one commit. */
        SQUASH("git merge -q --squash \"$1\" && git commit -q --no-edit"),
        /** Picks all of them. */
        PICK("git cherry-pick \"$@\""),
        /** Reverts the first one. */
        REVERT("git revert --no-edit \"$1\""),
        /** Reverts the first one, a merge. */
        REVERT_MERGE("git revert --no-edit -m 1 \"$1\""),
        /** Goes on the first one. */
        REBASE("git rebase -q \"$1\""),
        /** Goes on the first one with what the second one has not. */
        REBASE_ONTO("git rebase -q --onto \"$1\" \"$2\""),
        /** Goes on the first one, after it was given a commit that the branch has as well. */
        REBASE_KNOWN("git rebase -q \"$1\""),
        /** Goes on the first one, with commits melted into others. */
        AUTOSQUASH("git rebase -q -i --autosquash --empty=drop \"$1\"");

        private final String command;

        Kind(String command) {
            this.command = command;
        }

        String command() {
            return command;
        }
    }
}
