package io.memgit.server.files;

import io.memgit.core.browse.TreeResult;
import io.memgit.server.commits.CommitView;
import io.memgit.server.reading.PathBytes;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a directory holds.
 *
 * @param name
 *            the last name of the path
 * @param path
 *            from the root
 * @param pathBase64
 *            the path's bytes, where it is not UTF-8
 * @param type
 *            {@code file}, {@code directory}, {@code symlink} or {@code submodule}
 * @param mode
 *            six octal digits
 * @param size
 *            of the content in bytes; null for directories and submodules
 * @param hash
 *            the blob, tree or commit
 * @param lastCommit
 *            the newest commit that changed it; absent where it is not asked for, or not found
 *            within
 *            the limits
 */
record TreeEntry(String name, String path, Optional<String> pathBase64, String type, String mode, @Nullable Long size,
        ObjectId hash, Optional<CommitView> lastCommit) {

    static TreeEntry of(TreeResult.Entry entry) {
        return new TreeEntry(entry.path().name(), entry.path().text(), PathBytes.base64(entry.path()),
                entry.mode().type().text(), entry.mode().octal(),
                entry.size().isPresent() ? entry.size().getAsLong() : null, entry.id(),
                entry.lastCommit().map(CommitView::of));
    }
}
