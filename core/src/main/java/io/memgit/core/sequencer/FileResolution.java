package io.memgit.core.sequencer;

import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.BlobMode;
import java.util.Optional;

/** How one file in conflict is to be. */
public sealed interface FileResolution {

    /** The file's path, as the conflict has it. */
    GitPath path();

    /**
     * As one of the versions that there are; where that side has none, the file goes.
     */
    record Take(GitPath path, Side side) implements FileResolution {}

    /** It goes. */
    record Delete(GitPath path) implements FileResolution {}

    /**
     * Something else.
     *
     * @param content
     *            handed over
     * @param mode
     *            empty: that of ours, else of theirs, else an ordinary file's
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on as it is; nobody compares two of them.
    record Write(GitPath path, byte[] content, Optional<BlobMode> mode) implements FileResolution {}

    /** One of the three versions of a file. */
    enum Side {
        BASE, OURS, THEIRS
    }
}
