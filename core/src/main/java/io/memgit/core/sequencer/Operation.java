package io.memgit.core.sequencer;

import io.memgit.core.commit.Identity;
import io.memgit.core.event.EventType;
import io.memgit.core.merge.Favor;
import io.memgit.core.ref.RefName;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made of commits. It names them by their ids, and its people carry their times:
 * evaluated on the same head it gives the same, to the hash.
 */
public sealed interface Operation {

    /** What an id takes in a list. */
    int ID_BYTES = 40;

    /** The branch that moves. */
    RefName branch();

    /** Who makes the commits, and when. */
    Identity committer();

    /** What its event says. */
    EventType type();

    /** The commits that it was told of, beside the head of its branch. */
    List<ObjectId> commits();

    /** About the memory that it takes, in bytes. */
    default long bytes() {
        String message = switch (this) {
            case Merge merge -> merge.message();
            case Revert revert -> revert.message();
            case CherryPick _,Rebase _ -> null;
        };
        return (long) ID_BYTES * commits().size() + (message == null ? 0 : (long) Character.BYTES * message.length());
    }

    /**
     * A branch takes in a commit.
     *
     * @param source
     *            the commit
     * @param name
     *            how a message speaks of it, such as {@code branch 'x'}
     * @param label
     *            how conflict markers speak of it, such as {@code x}
     * @param message
     *            of the one new commit; null: as git words it
     * @param author
     *            of the one new commit; commits that are made anew keep theirs
     */
    record Merge(RefName branch, ObjectId source, String name, String label, MergeStrategy strategy, Favor favor,
            @Nullable String message, Identity author, Identity committer) implements Operation {
        @Override
        public List<ObjectId> commits() {
            return List.of(source);
        }

        @Override
        public EventType type() {
            return EventType.MERGE;
        }
    }

    /**
     * Commits are made anew on a branch, each with its author and message; all or none.
     *
     * @param commits
     *            in order
     * @param mainline
     *            the parent, counted from 1, whose side of a merge is left out; 0 for none
     */
    record CherryPick(RefName branch, List<ObjectId> commits, int mainline, Identity committer) implements Operation {

        /** Copies the list. */
        public CherryPick {
            commits = List.copyOf(commits);
        }

        @Override
        public EventType type() {
            return EventType.CHERRY_PICK;
        }
    }

    /**
     * A commit of a branch is undone by a new one.
     *
     * @param mainline
     *            the parent, counted from 1, to which a merge is taken back; 0 for none
     * @param message
     *            null: as git words it
     */
    record Revert(RefName branch, ObjectId commit, int mainline, @Nullable String message, Identity author,
            Identity committer) implements Operation {
        @Override
        public List<ObjectId> commits() {
            return List.of(commit);
        }

        @Override
        public EventType type() {
            return EventType.REVERT;
        }
    }

    /**
     * What a branch has that {@code upstream} has not is made anew on {@code onto}.
     *
     * @param autosquash
     *            whether commits that say {@code fixup!}, {@code squash!} or {@code amend!} are melted
     *            into those they speak of
     */
    record Rebase(RefName branch, ObjectId onto, ObjectId upstream, boolean autosquash,
            Identity committer) implements Operation {
        @Override
        public List<ObjectId> commits() {
            return List.of(onto, upstream);
        }

        @Override
        public EventType type() {
            return EventType.REBASE;
        }
    }
}
