package io.memgit.core.commit;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One step of a commit. Steps are taken in order, each on what the one before it left. Paths are
 * UTF-8, separated by {@code /}, never normalised.
 */
public sealed interface FileAction {

    /** The file that the step makes, changes or removes. */
    String path();

    /**
     * The blob that the file (for a move or copy: the one it is made from) must have, or null for any.
     */
    @Nullable
    ObjectId expectedBlob();

    /**
     * Makes the file, or replaces it. Without a mode it keeps the one it has.
     */
    record Put(String path, Content content, @Nullable BlobMode mode,
            @Nullable ObjectId expectedBlob) implements FileAction {}

    /** Makes the file, which must not be there. */
    record Create(String path, Content content, @Nullable BlobMode mode) implements FileAction {
        @Override
        public @Nullable ObjectId expectedBlob() {
            return null;
        }
    }

    /** Replaces the file, which must be there. Without a mode it keeps the one it has. */
    record Update(String path, Content content, @Nullable BlobMode mode,
            @Nullable ObjectId expectedBlob) implements FileAction {}

    /** Removes the file, which must be there. */
    record Delete(String path, @Nullable ObjectId expectedBlob) implements FileAction {}

    /**
     * Gives the file {@code from} another path, where nothing may be yet, and with content given also
     * that.
     */
    record Move(String from, String path, @Nullable Content content, @Nullable BlobMode mode,
            @Nullable ObjectId expectedBlob) implements FileAction {}

    /** Makes a second file like {@code from}, where nothing may be yet. */
    record Copy(String from, String path, @Nullable BlobMode mode,
            @Nullable ObjectId expectedBlob) implements FileAction {}

    /** Gives the file, which must be there, another mode. */
    record Chmod(String path, BlobMode mode, @Nullable ObjectId expectedBlob) implements FileAction {}
}
