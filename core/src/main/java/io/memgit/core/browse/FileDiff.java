package io.memgit.core.browse;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A changed file.
 *
 * @param path
 *            where it is after the change; of a deleted file where it was
 * @param oldPath
 *            where a renamed file was before
 * @param status
 *            what happened to it
 * @param oldMode
 *            its mode before; empty where it was not there
 * @param newMode
 *            its mode after; empty where it is not there
 * @param oldId
 *            the id of its content before; empty where it was not there
 * @param newId
 *            the id of its content after; empty where it is not there
 * @param additions
 *            how many lines were added; 0 for a binary file
 * @param deletions
 *            how many lines were deleted; 0 for a binary file
 * @param binary
 *            whether it is not compared by lines
 * @param patch
 *            what {@code git apply} takes; empty where it was not asked for or is left out
 * @param omitted
 *            why the patch is left out
 * @param similarity
 *            how alike a renamed file's contents are, in percent
 */
public record FileDiff(GitPath path, Optional<GitPath> oldPath, DiffStatus status, Optional<EntryMode> oldMode,
        Optional<EntryMode> newMode, Optional<ObjectId> oldId, Optional<ObjectId> newId, int additions, int deletions,
        boolean binary, Optional<String> patch, Optional<Omitted> omitted, OptionalInt similarity) {

    /** Why a patch is left out. */
    public enum Omitted {
        /** It, or all patches together, would be too large. */
        SIZE,
        /** The file is binary, or its text is not UTF-8 and would not survive as JSON. */
        BINARY;

        /** The name in answers: {@code size}, {@code binary}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
