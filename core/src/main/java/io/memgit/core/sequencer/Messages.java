package io.memgit.core.sequencer;

import io.memgit.core.browse.CommitDetails;
import io.memgit.core.ref.RefName;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;

/** Messages of commits, as git words them. */
final class Messages {

    /** Merges into these do not say where they went. */
    private static final Set<String> UNSAID = Set.of("main", "master");
    private static final int SHORT_HASH = 7;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy xx",
            Locale.ROOT);

    private Messages() {}

    /**
     * Of a merge.
     *
     * @param name
     *            what is merged, such as {@code branch 'x'}
     */
    static String merge(String name, RefName into) {
        String branch = into.shortName();
        return "Merge " + name + (UNSAID.contains(branch) ? "" : " into " + branch) + "\n";
    }

    /** Of a commit that undoes another one, a merge back to {@code mainline}. */
    static String revert(StoredCommit commit, ObjectId mainline) {
        return "Revert \"" + commit.firstLine() + "\"\n\nThis reverts commit " + commit.id().name()
                + (commit.isMerge() ? ", reversing\nchanges made to " + mainline.name() : "") + ".\n";
    }

    /** How conflict markers speak of a commit. */
    static String label(StoredCommit commit) {
        return shortHash(commit.id()) + " (" + commit.firstLine() + ")";
    }

    /** The beginning of the message of a commit that is made out of many. */
    static String squashHead() {
        return "Squashed commit of the following:\n";
    }

    /** The part of such a message that is about one of them. */
    static String squashPart(CommitDetails commit) {
        StringBuilder part = new StringBuilder("\ncommit ").append(commit.id().name()).append('\n');
        List<ObjectId> parents = commit.parents();
        if (parents.size() > 1)
            part.append("Merge: ")
                    .append(parents.stream().map(Messages::shortHash).collect(Collectors.joining(" ")))
                    .append('\n');
        part.append("Author: ").append(commit.author().name()).append(" <").append(commit.author().email());
        part.append(">\nDate:   ")
                .append(DATE.format(commit.author().time().atOffset(
                        ZoneOffset.ofTotalSeconds(commit.author().offsetMinutes() * SECONDS_PER_MINUTE))))
                .append("\n\n");
        for (String line : commit.message().stripTrailing().lines().toList())
            part.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
        return part.toString();
    }

    private static String shortHash(ObjectId id) {
        return id.name().substring(0, SHORT_HASH);
    }

    /**
     * The text without empty lines at its ends, with one where there are several, and without spaces at
     * the ends of lines, as {@code git stripspace} has it.
     *
     * @param comments
     *            whether lines that begin with {@code #} go as well
     */
    static String stripped(String text, boolean comments) {
        StringBuilder out = new StringBuilder();
        boolean empty = false;
        for (String line : text.split("\n", -1)) {
            if (comments && line.startsWith("#"))
                continue;
            String kept = line.stripTrailing();
            if (kept.isEmpty()) {
                empty = true;
                continue;
            }
            if (empty && !out.isEmpty())
                out.append('\n');
            empty = false;
            out.append(kept).append('\n');
        }
        return out.toString();
    }
}
