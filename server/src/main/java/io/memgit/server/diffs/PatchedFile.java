package io.memgit.server.diffs;

import io.memgit.core.browse.FileDiff;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A file that differs, as {@link ChangedFile}, with its patch.
 *
 * @param patch
 *            what {@code git apply} takes; null where it is left out
 * @param omitted
 *            why the patch is left out: {@code size} or {@code binary}
 */
public record PatchedFile(String path, Optional<String> pathBase64, Optional<String> oldPath,
        Optional<String> oldPathBase64,
        String status, @Nullable String oldMode, @Nullable String newMode, @Nullable ObjectId oldHash,
        @Nullable ObjectId newHash, int additions, int deletions, boolean binary, @Nullable String patch,
        Optional<String> omitted, OptionalInt similarity) {

    public static PatchedFile of(FileDiff file) {
        ChangedFile f = ChangedFile.of(file);
        return new PatchedFile(f.path(), f.pathBase64(), f.oldPath(), f.oldPathBase64(), f.status(), f.oldMode(),
                f.newMode(), f.oldHash(), f.newHash(), f.additions(), f.deletions(), f.binary(),
                file.patch().orElse(null), file.omitted().map(FileDiff.Omitted::text), f.similarity());
    }
}
