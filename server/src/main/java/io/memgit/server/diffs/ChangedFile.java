package io.memgit.server.diffs;

import io.memgit.core.browse.EntryMode;
import io.memgit.core.browse.FileDiff;
import io.memgit.core.browse.GitPath;
import io.memgit.server.reading.PathBytes;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file that differs, without its patch.
 *
 * @param path
 *            where it is after the change; of a deleted file where it was
 * @param pathBase64
 *            the path's bytes, where it is not UTF-8
 * @param oldPath
 *            where a renamed file was before
 * @param oldPathBase64
 *            the old path's bytes, where it is not UTF-8
 * @param status
 *            {@code added}, {@code modified}, {@code deleted}, {@code renamed} or
 *            {@code type_changed}
 * @param oldMode
 *            null where it was not there
 * @param newMode
 *            null where it is not there
 * @param oldHash
 *            null where it was not there
 * @param newHash
 *            null where it is not there
 * @param additions
 *            lines added, 0 for a binary file
 * @param deletions
 *            lines deleted, 0 for a binary file
 * @param binary
 *            whether it is not compared by lines
 * @param similarity
 *            of a renamed file, in percent
 */
public record ChangedFile(String path, Optional<String> pathBase64, Optional<String> oldPath,
        Optional<String> oldPathBase64, String status, @Nullable String oldMode, @Nullable String newMode,
        @Nullable ObjectId oldHash, @Nullable ObjectId newHash, int additions, int deletions, boolean binary,
        OptionalInt similarity) {

    public static ChangedFile of(FileDiff file) {
        return new ChangedFile(file.path().text(), PathBytes.base64(file.path()), file.oldPath().map(GitPath::text),
                file.oldPath().flatMap(PathBytes::base64), file.status().text(),
                file.oldMode().map(EntryMode::octal).orElse(null), file.newMode().map(EntryMode::octal).orElse(null),
                file.oldId().orElse(null), file.newId().orElse(null), file.additions(), file.deletions(),
                file.binary(), file.similarity());
    }
}
