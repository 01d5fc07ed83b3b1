package io.memgit.core.commit;

import io.memgit.core.ledger.Actor;
import io.memgit.core.ref.RefName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A commit to be made.
 *
 * @param branch
 *            where it goes
 * @param message
 *            kept to the byte
 * @param actions
 *            what it changes, in order
 * @param author
 *            who wrote it
 * @param committer
 *            who made the commit
 * @param actor
 *            who asks for it
 * @param startFrom
 *            the commit at which the branch starts when it is missing; null: a missing branch is
 *            made
 *            only in an empty repository
 * @param expectedHead
 *            the only head the branch may have, the zero id for "must not exist"; null: the commit
 *            goes
 *            on whatever the newest head is
 * @param allowEmpty
 *            whether a commit that changes nothing is made
 * @param dryRun
 *            whether it is only evaluated, at one head, and nothing kept
 */
public record CommitRequest(RefName branch, String message, List<FileAction> actions, Identity author,
        Identity committer, Actor actor, @Nullable ObjectId startFrom, @Nullable ObjectId expectedHead,
        boolean allowEmpty, boolean dryRun) {

    /**
     * @throws IllegalArgumentException
     *             when {@code branch} is no branch or the message holds NUL, which no commit can
     */
    public CommitRequest {
        if (!branch.isBranch())
            throw new IllegalArgumentException("not a branch: " + branch);
        if (message.indexOf('\0') >= 0)
            throw new IllegalArgumentException("a message with a NUL");
    }

    /**
     * Whether it names objects that no head it is made on need reach, so that they have to be kept from
     * being collected meanwhile.
     */
    boolean namesObjects() {
        if (startFrom != null)
            return true;
        for (int i = 0; i < actions.size(); i++) {
            if (content(actions.get(i)) instanceof Content.Existing)
                return true;
        }
        return false;
    }

    /**
     * Whether an action may have brought content that another one replaced or deleted again.
     *
     * @param filesChanged
     *            how many paths the commit changes
     */
    boolean mayLeaveSomething(int filesChanged) {
        int named = actions.size();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof FileAction.Move)
                named++;
        }
        // As many as were named: each path once, as nearly always.
        if (named == filesChanged)
            return false;
        Set<String> paths = new HashSet<>();
        boolean twice = false;
        for (FileAction action : actions) {
            twice |= !paths.add(action.path());
            if (action instanceof FileAction.Move move)
                twice |= !paths.add(move.from());
        }
        return twice;
    }

    private static @Nullable Content content(FileAction action) {
        return switch (action) {
            case FileAction.Put put -> put.content();
            case FileAction.Create create -> create.content();
            case FileAction.Update update -> update.content();
            case FileAction.Move move -> move.content();
            case FileAction.Copy _,FileAction.Delete _,FileAction.Chmod _ -> null;
        };
    }
}
